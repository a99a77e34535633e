import ParapetReport
import Testing

struct EscapingCase: CustomTestStringConvertible {
    var text, escaped: String
    init(_ text: String, _ escaped: String) {
        self.text = text
        self.escaped = escaped
    }
    var testDescription: String { text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined() }
}

@Test(arguments: [
    EscapingCase("", ""), EscapingCase("plain ä 東京 👩‍🚒", "plain ä 東京 👩‍🚒"),
    EscapingCase("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
    EscapingCase("\" onload=\"x", "&quot; onload=&quot;x"), EscapingCase("&amp;", "&amp;amp;"),
    EscapingCase("<\u{301}b>", "&lt;\u{301}b&gt;"), EscapingCase("a\u{0}b\u{1B}[31m", "a\u{FFFD}b\u{FFFD}[31m"),
    EscapingCase("\u{202E}txt.exe", "\u{FFFD}txt.exe"), EscapingCase("a\n\tb", "a\n\tb"),
])
func htmlShowsTextAsText(_ example: EscapingCase) {
    #expect(Escaping.html(example.text) == example.escaped)
}

@Test(arguments: [
    EscapingCase("", ""), EscapingCase("plain", "plain"), EscapingCase("a,b", "\"a,b\""),
    EscapingCase("a;b", "\"a;b\""),
    EscapingCase("say \"hi\"", "\"say \"\"hi\"\"\""), EscapingCase("a\nb", "\"a\nb\""),
    EscapingCase("a\r\nb", "\"a \nb\""),
    EscapingCase("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), EscapingCase("+1", "'+1"), EscapingCase("-1", "'-1"),
    EscapingCase("@SUM(A1)", "'@SUM(A1)"), EscapingCase("|x", "'|x"), EscapingCase("%x", "'%x"),
    EscapingCase("\t=1", "' =1"), EscapingCase("\r=1", "' =1"), EscapingCase("\rx", "' x"),
    EscapingCase("  =1", "'  =1"),
    EscapingCase("\u{A0}=1", "'\u{A0}=1"), EscapingCase("\n=1", "\"'\n=1\""), EscapingCase("\u{200B}=1", "' =1"),
    EscapingCase("=\u{301}1", "'=\u{301}1"), EscapingCase("\u{FF1D}1", "'\u{FF1D}1"), EscapingCase("=1,2", "\"'=1,2\""),
    EscapingCase("a\"\u{301}b", "\"a\"\"\u{301}b\""), EscapingCase("a,\u{301}b", "\"a,\u{301}b\""),
    EscapingCase("a=b", "a=b"), EscapingCase("\u{1B}[31m", " [31m"), EscapingCase("a\u{2028}b", "a b"),
])
func csvIsQuotedAndNoFormula(_ example: EscapingCase) {
    #expect(Array(Escaping.csv(example.text).unicodeScalars) == Array(example.escaped.unicodeScalars))
}

@Test(arguments: [
    EscapingCase("plain ä 東京", "plain ä 東京"), EscapingCase("\u{1B}[2J", "\\u{1b}[2J"),
    EscapingCase("a\r\nb", "a\\u{d}\\u{a}b"), EscapingCase("\u{9B}31m", "\\u{9b}31m"),
    EscapingCase("\u{7F}", "\\u{7f}"),
    EscapingCase("\u{202E}x\u{2066}", "\\u{202e}x\\u{2066}"), EscapingCase("a\u{200B}b", "a\\u{200b}b"),
    EscapingCase("\u{E0041}", "\\u{e0041}"),
])
func terminalsGetNothingThatActs(_ example: EscapingCase) {
    #expect(Escaping.terminal(example.text) == example.escaped)
}

@Test(arguments: [
    EscapingCase("plain ä 東京", "plain ä 東京"), EscapingCase("a_b *c* `d`", "a\\_b \\*c\\* \\`d\\`"),
    EscapingCase("<b>&amp;", "\\<b\\>\\&amp;"), EscapingCase("[x](y)|z", "\\[x\\](y)\\|z"),
    EscapingCase("a\n# b", "a \\# b"), EscapingCase("a\\", "a\\\\"), EscapingCase("\u{202E}x", "\u{FFFD}x"),
])
func markdownShowsTextAsText(_ example: EscapingCase) {
    #expect(Escaping.markdown(example.text) == example.escaped)
}
