using Nameward.App.Verbs;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The page of formats is what the program says. With NAMEWARD_ACCEPT=1 it is written anew.</summary>
public class FormatPageTests
{
    [Fact]
    public void ThePageOfFormatsIsWhatTheProgramSays()
    {
        var page = FormatText.Markdown([.. FormatList.All.Select(format => format.Info)]);
        var path = Samples.Own("docs/formats.md");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllText(path, page);
        }
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), page);
    }

    [Fact]
    public void NoLineIsWiderThanTheScreenButWhereOneWordIs()
    {
        var lines = FormatText.Lines(FormatList.All.Select(format => format.Info), 80).ToList();
        Assert.All(lines.Where(line => line.Length > 80 && line[0] == ' '), line => Assert.DoesNotContain(' ', line.Trim()[13..].Trim()));
        Assert.Equal(FormatList.All.Length, lines.Count(line => line[0] != ' '));
    }
}
