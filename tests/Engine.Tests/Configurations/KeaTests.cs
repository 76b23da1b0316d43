using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Configurations;

public class KeaTests
{
    const string Servers = "AnnouncedServers |";

    static byte[] Sample => SampleBytes.Read(Samples.Own("samples/formats/kea-conf/dhcp4.conf"));

    [Theory]
    [InlineData("kea4-multiple-options.json", Servers + "subnet 192.0.2.0/24|domain-name-servers|192.0.2.1, 192.0.2.2", Servers + "pool 192.0.2.101 - 192.0.2.200|domain-name-servers|192.0.2.3, 192.0.2.4")]
    [InlineData("kea4-reservations.json", Servers + "reservation 01:02:03:04:05|domain-name-servers|10.1.1.202, 10.1.1.203")]
    [InlineData("kea4-single-subnet.json")]
    [InlineData("kea4-with-ddns.json", "Other ||dhcp-ddns|192.0.2.0")]
    [InlineData("kea6-simple.json")]
    public void TheExamplesOfKeaSayWhatTheySay(string file, params string[] expected)
    {
        var bytes = File.ReadAllBytes(Samples.Shared("samples/dhcp/" + file));
        Assert.Equal("kea-conf", Identification.Of(bytes, Evidence.Formats.FormatList.All)?.Info.Id);
        var seen = Statements.Of("kea-conf", bytes);
        Assert.Equal(expected, seen.All);
        Assert.Empty(seen.Malformed);
    }

    /// <summary>Wherever white space stands a comment may stand, of any of the three kinds, with brackets and quotes in it.</summary>
    [Theory]
    [InlineData("/* { [ \" ] */")]
    [InlineData("// \" } ] ,\n")]
    [InlineData("# it's \"here\" {\n")]
    public void ACommentAnywhereBetweenChangesNothing(string comment)
    {
        var text = Encoding.UTF8.GetString(Sample);
        var expected = Statements.Of("kea-conf", text);
        foreach (var place in Places(text))
        {
            var changed = Statements.Of("kea-conf", text.Insert(place, comment));
            Assert.Equal(expected.All, changed.All);
            Assert.Equal(expected.Malformed, changed.Malformed);
        }
    }

    /// <summary>Ends of lines of the sample, but those in comments.</summary>
    static IEnumerable<int> Places(string text) =>
        Enumerable.Range(0, text.Length).Where(i => text[i] == '\n' && !text[..i].Split('\n')[^1].Contains('#', StringComparison.Ordinal)).Select(i => i + 1);

    [Fact]
    public void AnObjectThatIsTooLongIsOneMalformedRecordAndTheRestIsRead()
    {
        var long4 = "{ \"subnet\": \"10.0.0.0/8\", \"user-context\": { \"note\": \"" + new string('x', 1 << 21) + "\" } }";
        var option = "{ \"id\": 2, \"subnet\": \"192.0.2.0/24\", \"option-data\": [ { \"code\": 6, \"data\": \"192.0.2.53\" } ] }";
        var text = $"{{ \"Dhcp4\": {{ \"subnet4\": [ {long4}, {option} ] }} }}";
        var seen = Statements.Of("kea-conf", text);
        Assert.Equal(["an object is longer than 1 MiB"], seen.Malformed);
        Assert.Equal([Servers + "subnet 192.0.2.0/24|domain-name-servers|192.0.2.53"], seen.All);
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = Feeding.Whole(FormatGoldenTests.Format("kea-conf"), bytes).ToString();
        Assert.Equal(whole, Feeding.InPieces(FormatGoldenTests.Format("kea-conf"), bytes, [.. Enumerable.Range(1, bytes.Length / 300_000).Select(i => i * 300_000)]));
    }

    [Fact]
    public void SecretsAreNotKept() => Assert.DoesNotContain(Statements.Of("kea-conf", File.ReadAllBytes(Samples.Own("samples/formats/kea-conf/ddns.conf"))).All, line => line.Contains("bm90", StringComparison.Ordinal));
}
