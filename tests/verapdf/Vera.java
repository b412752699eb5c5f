// Validates PDF files against PDF/A and PDF/UA profiles with the engine of veraPDF.
//   java Vera 3a,ua1
// Reads the paths of files, one a line, and answers each with one line per profile, cells
// parted by tabs: file, profile, then the rules that fail ("6.2.2-2 message @ place"); no rule
// means that the file passes.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Vera {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader asked =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answer = new PrintStream(System.out, true, StandardCharsets.UTF_8.name());
        for (String file = asked.readLine(); file != null; file = asked.readLine()) {
            for (String profile : arguments[0].split(",")) {
                Map<String, String> failed = validate(file, PDFAFlavour.fromString(profile));
                StringBuilder line = new StringBuilder(file + "\t" + profile);
                failed.forEach((rule, why) -> line.append("\t").append(rule).append(" ").append(why));
                answer.println(line);
            }
        }
    }

    // The rules that fail, each with its first occurrence.
    private static Map<String, String> validate(String file, PDFAFlavour flavour) throws Exception {
        Map<String, String> failed = new LinkedHashMap<>();
        try (FileInputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour)) {
            ValidationResult result =
                    Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                    String why = each.getMessage() + " @ " + each.getLocation().getContext();
                    failed.putIfAbsent(rule, why.replaceAll("\\s+", " "));
                }
            }
            if (!result.isCompliant() && failed.isEmpty()) {
                failed.put("?", "not compliant");
            }
        } catch (org.verapdf.core.VeraPDFException unreadable) {
            failed.put("?", String.valueOf(unreadable.getMessage()).replaceAll("\\s+", " "));
        }
        return failed;
    }
}
