import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.log.NullLogChute;

/**
 * Renders mapping templates with Apache's Velocity. Each line that comes in is one template with its request, each line
 * that goes out one outcome; the fields are Base64, with tabs between them.
 *
 * <p>In: template, how a missing parameter reads ("null" or "empty"), body, then part, name and value of each parameter.
 * Out: "ok", text, status override, then name and value of each header override; or "error" and what was thrown.
 */
public final class Witness {
  public static void main(String[] arguments) throws Exception {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty(RuntimeConstants.RUNTIME_LOG_LOGSYSTEM_CLASS, NullLogChute.class.getName());
    engine.init();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(System.out, false, "US-ASCII");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(encode(render(engine, decode(line))));
      if (!in.ready()) {
        out.flush();
      }
    }
    out.flush();
  }

  private static List<String> render(VelocityEngine engine, List<String> fields) {
    Map<String, Object> headers = new LinkedHashMap<>();
    Map<String, Object> responseOverride = new LinkedHashMap<>();
    responseOverride.put("header", headers);
    Map<String, Object> apiContext = new LinkedHashMap<>();
    apiContext.put("responseOverride", responseOverride);
    VelocityContext context = new VelocityContext();
    context.put("input", new Input(fields));
    context.put("context", apiContext);
    context.put("util", new Util());
    StringWriter text = new StringWriter();
    List<String> outcome = new ArrayList<>();
    try {
      engine.evaluate(context, text, "template", fields.get(0));
    } catch (RuntimeException | StackOverflowError error) {
      return List.of("error", error.toString());
    }
    outcome.add("ok");
    outcome.add(text.toString());
    outcome.add(String.valueOf(responseOverride.getOrDefault("status", "")));
    headers.forEach((name, value) -> {
      outcome.add(name);
      outcome.add(String.valueOf(value));
    });
    return outcome;
  }

  private static List<String> decode(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split("\t", -1)) {
      fields.add(new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_16BE));
    }
    return fields;
  }

  private static String encode(List<String> fields) {
    List<String> encoded = new ArrayList<>();
    for (String field : fields) {
      encoded.add(Base64.getEncoder().encodeToString(field.getBytes(StandardCharsets.UTF_16BE)));
    }
    return String.join("\t", encoded);
  }

  /** {@code $input}, as far as it is not JSONPath. */
  public static final class Input {
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final String body;

    Input(List<String> fields) {
      String missing = fields.get(1).equals("null") ? null : "";
      body = fields.get(2);
      for (String part : List.of("path", "querystring", "header")) {
        parameters.put(part, new Parameters(missing));
      }
      for (int at = 3; at + 2 < fields.size(); at += 3) {
        ((Parameters) parameters.get(fields.get(at))).put(fields.get(at + 1), fields.get(at + 2));
      }
    }

    public Map<String, Object> params() {
      return parameters;
    }

    public String params(String name) {
      for (Object part : parameters.values()) {
        if (((Parameters) part).containsKey(name)) {
          return ((Parameters) part).get(name);
        }
      }
      return "";
    }

    public String getBody() {
      return body;
    }
  }

  /** Parameters of one kind, with one reading of what is not there. */
  public static final class Parameters extends LinkedHashMap<String, String> {
    private final String missing;

    Parameters(String missing) {
      this.missing = missing;
    }

    @Override
    public String get(Object name) {
      return containsKey(name) ? super.get(name) : missing;
    }
  }

  /** {@code $util}, where it is Java's own. */
  public static final class Util {
    public String urlEncode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String urlDecode(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public String base64Encode(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public String base64Decode(String text) {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    public String escapeJavaScript(String text) {
      return StringEscapeUtils.escapeJavaScript(text);
    }
  }
}
