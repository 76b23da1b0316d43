using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Sharing;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Sharing;

public class MispJsonTests
{
    public static TheoryData<string> Samples => [.. TriageSamples.All.Select(sample => sample.Name)];

    /// <summary>MISP core format, sections 2.2 to 2.4: which fields must be there, and which are texts.</summary>
    [Theory, MemberData(nameof(Samples))]
    public void TheEventHasTheFieldsOfTheFormat(string name)
    {
        var document = TriageSamples.All.Single(sample => sample.Name == name).Document;
        var given = Read(document);
        Assert.All(["uuid", "info", "date", "timestamp", "threat_level_id", "analysis", "distribution"], field => Assert.Equal(JsonValueKind.String, given.GetProperty(field).ValueKind));
        Assert.Equal(JsonValueKind.False, given.GetProperty("published").ValueKind);
        Assert.True(Guid.TryParse(given.GetProperty("uuid").GetString(), out _));
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", given.GetProperty("date").GetString());
        var attributes = given.GetProperty("Attribute").EnumerateArray().ToList();
        Assert.Equal(IndicatorList.Values(document), attributes.Select(attribute => attribute.GetProperty("value").GetString()));
        Assert.Equal(attributes.Count, attributes.Select(attribute => attribute.GetProperty("uuid").GetString()).Distinct().Count());
        Assert.All(attributes, attribute =>
        {
            Assert.Contains(attribute.GetProperty("type").GetString(), (string[])["domain", "ip-dst"]);
            Assert.Equal("Network activity", attribute.GetProperty("category").GetString());
            Assert.True(attribute.GetProperty("to_ids").GetBoolean());
            Assert.Matches(@"^\d+$", attribute.GetProperty("timestamp").GetString());
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$", attribute.GetProperty("first_seen").GetString());
        });
    }

    [Theory]
    [InlineData(Tlp.None, "tlp:amber")]
    [InlineData(Tlp.Clear, "tlp:clear")]
    [InlineData(Tlp.AmberStrict, "tlp:amber+strict")]
    [InlineData(Tlp.Red, "tlp:red")]
    public void TheTagsAreTheMarkAndTheTechniques(Tlp tlp, string tag) => Assert.Equal(
        [tag, "misp-galaxy:mitre-attack-pattern=\"DNS - T1071.004\"", "misp-galaxy:mitre-attack-pattern=\"Protocol Tunneling - T1572\"", "misp-galaxy:mitre-attack-pattern=\"DNS Server - T1583.002\""],
        Read(EscalateSample.Document with { Tlp = tlp, Findings = [EscalateSample.Document.Findings[0]] }).GetProperty("Tag").EnumerateArray().Select(item => item.GetProperty("name").GetString()));

    static JsonElement Read(TriageDocument document) => JsonDocument.Parse(MispJson.Render(document)).RootElement.GetProperty("Event");
}
