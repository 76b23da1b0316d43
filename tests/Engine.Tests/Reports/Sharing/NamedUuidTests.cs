using Nameward.Engine.Cases;
using Nameward.Engine.Reports.Sharing;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Sharing;

public class NamedUuidTests
{
    /// <summary>RFC 9562 appendix A.4; and the id that STIX gives to the name example.com.</summary>
    [Theory]
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2")]
    [InlineData("00abedb4-aa42-466c-9c01-fed23315a9b7", """{"value":"example.com"}""", "bedb4899-d24b-5401-bc86-8f6b4cc18ec7")]
    public void ItIsTheOneThatTheStandardGives(string space, string name, string id) => Assert.Equal(new(id), NamedUuid.Of(new(space), System.Text.Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void AnObservedValueHasTheIdThatEverybodyGivesIt() =>
        Assert.Equal("domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7", StixObjects.IdOf(new SharedValue("domain-name", "example.com")));
}
