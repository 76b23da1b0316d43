using System.Text;
using Nameward.Engine.Intelligence.Feeds;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

public class FeedReadingTests
{
    static readonly FeedReadingOptions Own = new() { ValueColumn = "Where It Goes", ScoreColumn = "Risk" };

    [Fact]
    public void AUserSaysWhichColumnsHoldValueAndScore()
    {
        const string Csv = "domain,where it goes,risk,confidence\nwrong.x-example.com,right.x-example.com,high,1\n";
        Assert.Equal(["2 name right.x-example.com Whole confidence=85"], Read("ioc-csv", Csv, Own).EntryLines);
        const string Json = "[{\"domain\":\"wrong.x-example.com\",\"where it goes\":\"right.x-example.com\",\"risk\":42.4}]";
        Assert.Equal(["1 name right.x-example.com Whole confidence=42"], Read("ioc-json", Json, Own).EntryLines);
    }

    [Fact]
    public void ACsvWithoutAHeaderIsNotGuessed()
    {
        const string Csv = "2026-01-02,evil.x-example.com,domain\n";
        Assert.Null(FeedFormatList.Identify(Encoding.UTF8.GetBytes(Csv)));
        var dump = Read("ioc-csv", Csv, FeedReadingOptions.None);
        Assert.Equal((0, 1), (dump.Entries, dump.Rejecteds));
    }

    [Theory]
    [InlineData("1-3", "a$.example", "a1.example a2.example a3.example")]
    [InlineData("2-6/2", "a${10,4,x}.example", "a000c.example a000e.example a0010.example")]
    [InlineData("8-8", "${0,0,o}.$$.\\$", "10.$.$")]
    [InlineData("3-1", "a$", "")]
    [InlineData("x-3", "a$", "")]
    [InlineData("1-1", "a${0", "")]
    [InlineData("1-1", "a${0,99999}", "")]
    public void GenerateSetsNumbersIn(string range, string pattern, string expected)
    {
        var steps = RpzGenerate.Steps(range, out var start, out var step);
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, (int)steps).Select(i => RpzGenerate.Expand(pattern, start + i * step))));
    }

    [Theory]
    [InlineData("32.1.2.0.192.rpz-ip", "192.0.2.1")]
    [InlineData("8.0.0.0.10.rpz-ip", "10.0.0.0/8")]
    [InlineData("48.zz.5.db8.2001.rpz-ip", "2001:db8:5::/48")]
    [InlineData("128.1.0.0.0.0.0.db8.2001.rpz-nsip", "2001:db8::1")]
    [InlineData("128.1.zz.rpz-ip", "::1")]
    [InlineData("129.1.zz.db8.2001.rpz-ip", null)]
    [InlineData("32.1.2.0.999.rpz-ip", null)]
    [InlineData("rpz-ip.example", null)]
    public void AnAddressStandsBackwards(string owner, string? expected)
    {
        var trigger = RpzTrigger.Of(owner);
        Assert.Equal(expected, trigger.IsBroken || trigger.Name is not null ? null : trigger.Network.ToString());
    }

    /// <summary>Of several marks the strictest holds, whether a publisher writes TLP 1.0 or 2.0, by its fixed id or with a definition of its own.</summary>
    [Theory]
    [InlineData("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "", "Clear")]
    [InlineData("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "", "AmberStrict")]
    [InlineData("marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "", "Red")]
    [InlineData("marking-definition--1", "\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"green\"}", "Green")]
    [InlineData("marking-definition--1", "\"extensions\":{\"extension-definition--1\":{\"tlp_2_0\":\"amber+strict\"}}", "AmberStrict")]
    [InlineData("marking-definition--1", "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"ours\"}", "None")]
    public void MarksOfStixAreRead(string id, string definition, string expected)
    {
        var own = definition.Length == 0 ? "" : $",{{\"type\":\"marking-definition\",\"id\":\"{id}\",{definition}}}";
        var bundle = $"{{\"type\":\"bundle\",\"objects\":[{{\"type\":\"indicator\",\"id\":\"indicator--1\",\"pattern\":\"[domain-name:value='a.x-example.com']\",\"object_marking_refs\":[\"{id}\"]}}{own}]}}";
        Assert.Equal(expected, Assert.Single(Read("stix-bundle", bundle, FeedReadingOptions.None).Abouts).Tlp.ToString());
    }

    /// <summary>A sighting, an infrastructure and an indicator make of an observed thing an entry; a name that it resolves to stays a bystander.</summary>
    [Fact]
    public void AnObservedThingIsAnEntryWhereSomebodyCallsItBad()
    {
        const string Bundle = """
            {"type":"bundle","objects":[
            {"type":"indicator","id":"indicator--1","pattern_type":"yara","pattern":"x"},
            {"type":"observed-data","id":"observed-data--1","object_refs":["domain-name--1"]},
            {"type":"relationship","id":"relationship--1","relationship_type":"based-on","source_ref":"indicator--1","target_ref":"observed-data--1"},
            {"type":"domain-name","id":"domain-name--1","value":"based.x-example.com","resolves_to_refs":["ipv4-addr--1"]},
            {"type":"ipv4-addr","id":"ipv4-addr--1","value":"192.0.2.1"},
            {"type":"sighting","id":"sighting--1","sighting_of_ref":"ipv6-addr--1","last_seen":"2026-02-03T00:00:00Z"},
            {"type":"ipv6-addr","id":"ipv6-addr--1","value":"2001:db8::1"},
            {"type":"malware","id":"malware--1","name":"Made-up"},
            {"type":"relationship","id":"relationship--2","relationship_type":"communicates-with","source_ref":"malware--1","target_ref":"url--1"},
            {"type":"url","id":"url--1","value":"http://url.x-example.com/"}]}
            """;
        string[] expected =
        [
            "4 name based.x-example.com Whole ref=\"domain-name--1\"", "7 network 2001:db8::1 seen=2026-02-03T00:00:00Z ref=\"ipv6-addr--1\"",
            "10 name url.x-example.com Exact threat=\"Made-up\" ref=\"url--1\"",
        ];
        Assert.Equal(expected, Read("stix-bundle", Bundle, FeedReadingOptions.None).EntryLines);
    }

    static FeedDump Read(string form, string text, FeedReadingOptions how) => FeedDump.Of(FeedSamples.Format(form), Encoding.UTF8.GetBytes(text), how);
}
