using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Hunting;

public class HuntQueryTests
{
    [Theory]
    [InlineData("count:>=100", 100, true)]
    [InlineData("count:>=100", 99, false)]
    [InlineData("count:>100", 100, false)]
    [InlineData("count:<100", 99, true)]
    [InlineData("count:<=100", 100, true)]
    [InlineData("count:5", 5, true)]
    [InlineData("count:5..7", 7, true)]
    [InlineData("count:5..7", 8, false)]
    [InlineData("-count:5..7", 8, true)]
    [InlineData("-count:5..7", 6, false)]
    [InlineData("count:5 count:9", 9, true)]
    public void ANumberIsHeldAgainstComparisonsAndRanges(string query, long count, bool holds) => Assert.Equal(holds, HuntQuery.Read(query).Holds(HuntKey.Count, term => term.Fits(count)));

    [Theory]
    [InlineData("first_seen:2026-11-01", "2026-11-01T23:59:59", true)]
    [InlineData("first_seen:2026-11-01", "2026-11-02T00:00:00", false)]
    [InlineData("first_seen:>2026-11-01", "2026-11-01T23:59:59", false)]
    [InlineData("first_seen:>=2026-11-01T12:00Z", "2026-11-01T12:00:00", true)]
    [InlineData("first_seen:2026-11-01..2026-11-03", "2026-11-03T10:00:00", true)]
    public void ADayIsTheWholeOfIt(string query, string time, bool holds) =>
        Assert.Equal(holds, HuntQuery.Read(query).Holds(HuntKey.FirstSeen, term => term.Fits(DateTime.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal))));

    [Theory]
    [InlineData("zone:example.net", "example.net", true)]
    [InlineData("zone:example.net", "a.example.net", false)]
    [InlineData("zone:EXAMPLE.net.", "example.net", true)]
    [InlineData("zone:.example.net", "a.example.net", true)]
    [InlineData("zone:.example.net", "example.net", true)]
    [InlineData("zone:.example.net", "notexample.net", false)]
    [InlineData("zone:*ample*", "example.net", true)]
    [InlineData("-zone:*.net", "example.net", false)]
    public void ANameFitsByItsLabels(string query, string name, bool holds) => Assert.Equal(holds, HuntQuery.Read(query).Holds(HuntKey.Zone, term => term.Fits(HostileText.Name(name))));

    [Theory]
    [InlineData("", "the query is empty")]
    [InlineData("example.net", "example.net: no key and value")]
    [InlineData("host:a", "host:a: there is no such key")]
    [InlineData("client:x", "client:x: not an address or a CIDR prefix")]
    [InlineData("count:many", "count:many: not a number")]
    [InlineData("first_seen:yesterday", "first_seen:yesterday: not a UTC time")]
    [InlineData("type:QQQ", "type:QQQ: not a record type")]
    [InlineData("rcode:BAD", "rcode:BAD: not an rcode")]
    [InlineData("sort:size zone:a", "sort:size: nothing to sort by")]
    public void AMistakeIsSaid(string query, string said) => Assert.StartsWith(said, Assert.Throws<UserError>(() => HuntQuery.Read(query)).Mistakes[0].What, StringComparison.Ordinal);
}
