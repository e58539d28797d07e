/** How the page looks, by day and by night. Colours are never the only sign: each verdict has its mark and its word. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --dim: #59636e; --line: #d1d9e0; --raised: #f6f8fa;
  --ALLOWED: #116329; --BLOCKED: #b3182c; --UNDETERMINED: #7d4e00; --focus: #0969da; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --dim: #9198a1; --line: #3d444d;
  --raised: #161b22; --ALLOWED: #56d364; --BLOCKED: #ff8182; --UNDETERMINED: #e3b341; --focus: #58a6ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 15px/1.5 system-ui, sans-serif; }
header { padding: 1rem 1.5rem .75rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.25rem; }
.sum { margin: .25rem 0 .75rem; color: var(--dim); }
form { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; }
input, select { font: inherit; padding: .25rem .5rem; color: inherit; background: var(--bg);
  border: 1px solid var(--line); border-radius: 6px; max-width: 20rem; }
output { color: var(--dim); }
main { display: flex; align-items: flex-start; }
.matrix { flex: 1; min-width: 0; overflow-x: auto; padding: 0 1.5rem 2rem; }
table { border-collapse: collapse; }
thead th { position: sticky; top: 0; background: var(--bg); z-index: 1; }
th, td { padding: .3rem .75rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line); font-weight: normal; }
.api th { padding-top: 1.25rem; font-weight: 600; }
small { color: var(--dim); font-weight: normal; }
code, dd { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
button { font: inherit; border: 1px solid transparent; border-radius: 6px; background: none; padding: .1rem .5rem;
  cursor: pointer; white-space: nowrap; }
button:hover, button[aria-pressed="true"] { background: var(--raised); border-color: currentColor; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.ALLOWED { color: var(--ALLOWED); } .BLOCKED { color: var(--BLOCKED); } .UNDETERMINED { color: var(--UNDETERMINED); }
tbody th code { display: inline-block; min-width: 15rem; }
aside { width: min(30rem, 38vw); position: sticky; top: 0; max-height: 100vh; overflow: auto; padding: 1rem 1.5rem;
  border-left: 1px solid var(--line); background: var(--raised); }
aside h2 { font-size: 1rem; margin: 0 2.5rem .75rem 0; overflow-wrap: anywhere; }
aside h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
aside p { margin: .25rem 0; }
aside ul { list-style: none; padding: 0; margin: 0; }
aside .close { position: absolute; top: .75rem; right: .75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .25rem 0; }
dt { color: var(--dim); } dd { margin: 0; }
@media (max-width: 50rem) { main { display: block; } aside { width: auto; position: fixed; inset: auto 0 0;
  max-height: 60vh; border: 0; border-top: 1px solid var(--line); } }
`;
