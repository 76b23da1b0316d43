using Xunit;

namespace Nameward.Engine.Tests.Sources;

public class CodeMaskTests
{
    [Theory]
    [InlineData("a; // b", "a;     ")]
    [InlineData("a /* b\nc */ d", "a     \n     d")]
    [InlineData("""f("b.c", 'x')""", """f("   ", ' ')""")]
    [InlineData("""f("\"b", '\'')""", """f("   ", '  ')""")]
    [InlineData(""""f("""b"c""", d)"""", """"f("""   """, d)"""")]
    [InlineData("""f(@"b\", c)""", """f(@"  ", c)""")]
    [InlineData("""f(@"b""c", d)""", """f(@"    ", d)""")]
    [InlineData("""f($"b {c.D} e", g)""", """f($"  {c.D}  ", g)""")]
    [InlineData("""f($"{c.D:x2}{{h}}", g)""", """f($"{c.D   }     ", g)""")]
    [InlineData("""f($"{(c ? d : "e")}", g)""", """f($"{(c ? d : " ")}", g)""")]
    [InlineData(""""f($$"""{b} {{c.D}}""", e)"""", """"f($$"""    {{c.D}}""", e)"""")]
    [InlineData("""f("b // c"); d""", """f("      "); d""")]
    [InlineData("f(\"b\nd", "f(\" \nd")]
    public void CommentsAndTheInsidesOfLiteralsAreBlankedAndCodeStays(string source, string code) => Assert.Equal(code, CodeMask.Of(source));

    [Fact]
    public void LinesStayWhereTheyAre()
    {
        foreach (var file in Repository.CSharp)
        {
            Assert.Equal(file.Lines.Select(line => line.Length), file.Code.Select(line => line.Length));
        }
    }
}
