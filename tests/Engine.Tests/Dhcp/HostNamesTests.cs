using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Dhcp;

/// <summary>Whose an address was: what is sure is named, and what is not is said.</summary>
public class HostNamesTests
{
    const string It = "10.0.3.7", One = "02:00:5e:00:53:01", Two = "02:00:5e:00:53:02";

    static Asset Asset(string? network, string? host, string? owner = null, string? role = null, string? criticality = null)
    {
        var range = default(Network);
        Assert.True(network is null || Network.TryParse(network, out range, out _));
        return new() { Network = network is null ? null : range, Host = host, Owner = owner, Role = role, Criticality = criticality };
    }

    [Fact]
    public void ALeaseOfTheTimeNamesTheHost() =>
        Assert.Equal("lab-pc7 | - | - | - | -", new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Of(It, "09:14", "10:57"));

    [Fact]
    public void ALeaseOfAnotherTimeIsNotUsed()
    {
        var seen = new Surrounded().Lease(It, "lab-pc7", One, "08:00", "09:00").Lease(It, "lab-pc8", Two, "12:00", "16:00");
        Assert.Equal("- | - | - | - | -", seen.Of(It, "09:14", "10:57"));
        Assert.Equal("- | - | - | - | -", seen.Of("10.0.3.8", "12:14", "12:57"));
    }

    [Fact]
    public void ALeaseOverMidnightGoesOn() =>
        Assert.Equal("lab-pc7 | - | - | - | -", new Surrounded().Lease(It, "lab-pc7", One, "22:00", "+3 06:00").Of(It, "23:00", "+2 10:57"));

    [Fact]
    public void LeasesThatOverlapAreSaidAndNotDecided() => Assert.Equal("- | - | - | - | leases overlap: lab-pc7 or lab-pc8",
        new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Lease(It, "lab-pc8", Two, "09:30", "17:30").Of(It, "09:14", "10:57"));

    [Fact]
    public void AnAddressGivenBackPassesOn()
    {
        var seen = new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Lease(It, "", One, "09:20", isOver: true).Lease(It, "lab-pc8", Two, "09:30", "17:30");
        Assert.Equal("lab-pc7 | - | - | - | its lease ended 2026-03-18 09:20:00", seen.Of(It, "09:14", "09:25"));
        Assert.Equal("lab-pc8 | - | - | - | -", seen.Of(It, "09:40", "10:57"));
        Assert.Equal("- | - | - | - | leased in turn: lab-pc7 from 2026-03-18 08:00:00 until 2026-03-18 09:20:00, lab-pc8 from 2026-03-18 09:30:00 until 2026-03-18 17:30:00", seen.Of(It, "09:14", "10:57"));
    }

    [Fact]
    public void ALeaseTakenAgainAfterItsEndHolds() => Assert.Equal("lab-pc7 | - | - | - | -",
        new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Lease(It, "lab-pc7", One, "09:20", isOver: true).Lease(It, "lab-pc7", One, "09:30", "17:30").Of(It, "10:00", "10:57"));

    [Fact]
    public void AnEndOfADayEndsWhatWasPromisedForTheNext() =>
        Assert.Equal("- | - | - | - | -", new Surrounded().Lease(It, "lab-pc7", One, "08:00", "+2 08:00").Lease(It, "lab-pc7", One, "20:00", isOver: true).Of(It, "+1 10:00", "+1 10:57"));

    [Fact]
    public void AHostRenamedMidwayIsOneHostWithBothNames() => Assert.Equal("lab-pc9 | - | - | - | renamed: lab-pc7 until 2026-03-18 10:12:00",
        new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Lease(It, "lab-pc9", One, "10:12", "18:12").Of(It, "09:14", "10:57"));

    [Fact]
    public void OneNameInTwoSpellingsAndOnTwoAdaptersIsOneHost() => Assert.Equal("lab-pc7 | - | - | - | -",
        new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Lease(It, "LAB-PC7.x-example.com.", Two, "09:30", "17:30").Of(It, "09:14", "10:57"));

    [Fact]
    public void ALeaseWithoutALengthHoldsADayOrUntilTheNextAndItIsSaid()
    {
        var seen = new Surrounded().Lease(It, "lab-pc7", One, "08:00").Lease(It, "lab-pc8", Two, "11:00");
        Assert.Equal("lab-pc7 | - | - | - | by a lease of 2026-03-18 08:00:00 whose length is not told", seen.Of(It, "09:14", "10:57"));
        Assert.Equal("lab-pc8 | - | - | - | by a lease of 2026-03-18 11:00:00 whose length is not told", seen.Of(It, "+1 10:00", "+1 10:30"));
        Assert.Equal("- | - | - | - | -", seen.Of(It, "+1 11:30", "+1 12:00"));
        Assert.Equal("- | - | - | - | leased in turn: lab-pc7 from 2026-03-18 08:00:00 until 2026-03-18 11:00:00, lab-pc8 from 2026-03-18 11:00:00 until 2026-03-19 11:00:00", seen.Of(It, "10:00", "12:00"));
    }

    [Fact]
    public void ALeaseThatBeginsOrEndsMidwayIsSaid()
    {
        var seen = new Surrounded().Lease(It, "lab-pc7", One, "09:30", "10:30");
        Assert.Equal("lab-pc7 | - | - | - | its lease is known from 2026-03-18 09:30:00 on", seen.Of(It, "09:14", "10:00"));
        Assert.Equal("lab-pc7 | - | - | - | its lease ended 2026-03-18 10:30:00", seen.Of(It, "10:00", "10:57"));
    }

    [Fact]
    public void ALeaseWithoutANameHasTheOneThatItsHardwareGave()
    {
        var seen = new Surrounded().Lease(It, "", One, "08:00", "16:00").Lease("", "lab-pc7", One, "08:00");
        Assert.Equal("lab-pc7 | - | - | - | -", seen.Of(It, "09:14", "10:57"));
        Assert.Equal("- | - | - | - | leased to 02:00:5e:00:53:01, which gave no name", seen.Lease("", "lab-pc8", One, "09:00").Of(It, "09:14", "10:57"));
    }

    [Fact]
    public void TimesThatAreMissingAreSaid()
    {
        Assert.Equal("lab-pc7 | - | - | - | by a lease that carries no time", new Surrounded().Lease(It, "lab-pc7", One, null).Of(It, "09:14", "10:57"));
        Assert.Equal("lab-pc7 | - | - | - | by a lease; the look-ups carry no time", new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Of(It, null, null));
    }

    [Fact]
    public void AnAddressThatStandsForSeveralIsNoHost()
    {
        var seen = new Surrounded().Translated("10.0.3.7", "198.51.100.9", "09:20").Translated("10.0.3.8", "198.51.100.9", "09:30").Lease("198.51.100.9", "router", One, "08:00", "16:00");
        Assert.Equal("- | - | - | - | NAT: it stands for 10.0.3.7 and 10.0.3.8", seen.Of("198.51.100.9", "09:14", "10:57"));
        Assert.Equal("router | - | - | - | -", seen.Of("198.51.100.9", "11:14", "11:57"));
        Assert.Equal("fw1 | Network team | - | - | NAT: it stands for 10.0.3.7 and 10.0.3.8", seen.Of("198.51.100.9", "09:14", "10:57", Asset("198.51.100.9", "fw1", "Network team")));
        Assert.Equal("- | - | - | - | NAT: it stands for 3 hosts, 10.0.3.7 and 10.0.3.8 among them", seen.Translated("10.0.3.9", "198.51.100.9", "09:40").Of("198.51.100.9", "09:14", "10:57"));
    }

    [Fact]
    public void TheInventoryIsBelievedAndItsContradictionSaid()
    {
        Asset[] assets = [Asset("10.0.3.7", "lab-pc1", "Lab operations"), Asset("10.0.3.0/24", null, "Floor 3", "client", "low")];
        Assert.Equal("lab-pc1 | Lab operations | client | low | -", new Surrounded().Of(It, "09:14", "10:57", assets));
        Assert.Equal("lab-pc1 | Lab operations | client | low | by the asset list; leases overlap: lab-pc7 or lab-pc8",
            new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Lease(It, "lab-pc8", Two, "09:30", "17:30").Of(It, "09:14", "10:57", assets));
        Assert.Equal("lab-pc1 | Lab operations | client | low | by the asset list; leases or programs say lab-pc7", new Surrounded().Lease(It, "lab-pc7", One, "08:00", "16:00").Of(It, "09:14", "10:57", assets));
    }

    [Fact]
    public void AHostThatALeaseNamesIsFoundInTheInventoryByItsName() => Assert.Equal("LAB-PC7 | J. Doe | client | low | -", new Surrounded().Lease(It, "LAB-PC7", One, "08:00", "16:00")
        .Of(It, "09:14", "10:57", Asset(null, "lab-pc7.x-example.com", "J. Doe"), Asset("10.0.3.0/24", null, "Floor 3", "client", "low"), Asset("10.0.0.0/8", null, "Everybody", "any")));

    [Fact]
    public void ProgramsNameTheirHost()
    {
        Assert.Equal("lab-pc7 | - | - | - | -", new Surrounded().Program(It, "lab-pc7", "09:30").Of(It, "09:14", "10:57"));
        Assert.Equal("lab-pc7 | - | - | - | -", new Surrounded().Program(It, "LAB-PC7", "09:30").Lease(It, "lab-pc7", One, "08:00", "16:00").Of(It, "09:14", "10:57"));
        Assert.Equal("- | - | - | - | a lease says lab-pc7, its programs name lab-pc8", new Surrounded().Program(It, "lab-pc8", "09:30").Lease(It, "lab-pc7", One, "08:00", "16:00").Of(It, "09:14", "10:57"));
        Assert.Equal("- | - | - | - | its programs name lab-pc7 and lab-pc8", new Surrounded().Program(It, "lab-pc8", "09:30").Program(It, "lab-pc7", "09:31").Of(It, "09:14", "10:57"));
        Assert.Equal("- | - | - | - | -", new Surrounded().Program(It, "lab-pc7", "08:30").Of(It, "09:14", "10:57"));
    }

    [Fact]
    public void AnAddressWithMoreLeasesThanAnyHasIsNotDecided()
    {
        var seen = new Surrounded();
        for (var host = 0; host <= 2000; host++)
        {
            seen.Lease(It, $"pc{host}", One, "08:00", "16:00");
        }
        Assert.Equal("- | - | - | - | more than 2,000 leases of this address: too many to tell", seen.Of(It, "09:14", "10:57"));
    }

    /// <summary>However leases and translations are shared out over threads and sensors, the same is remembered.</summary>
    [Fact]
    public void AnyPartitionRemembersTheSame()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var said = Enumerable.Range(0, random.Next(1, 60)).Select(_ => Said(new Random(random.Next()))).ToList();
            Surroundings Roll(IEnumerable<Action<Surrounded>> part)
            {
                var seen = new Surrounded();
                foreach (var say in part)
                {
                    say(seen);
                }
                return seen.Whole();
            }
            Partition.AssertSame(Roll(said), Partition.Merged(said, random, Roll, ThroughBytes), seed);
        }
    }

    // Positions are those of a part: a statement keeps the lowest, so that here each is said by one record of one place.
    static Action<Surrounded> Said(Random random)
    {
        var (address, host, hardware) = ($"10.0.3.{random.Next(3)}", random.Next(3) == 0 ? "" : $"pc{random.Next(3)}", random.Next(2) == 0 ? One : Two);
        var (from, length, isOver) = (random.Next(20), random.Next(4), random.Next(3) == 0);
        return random.Next(4) == 0
            ? seen => seen.At0().Translated(address, "198.51.100.9", $"{from}:00")
            : seen => seen.At0().Lease(address, host, hardware, $"{from}:00", $"+{length} 23:00", isOver);
    }

    static Surroundings ThroughBytes(Surroundings state)
    {
        var reader = new StateReader(Partition.BytesOf(state.WriteTo));
        return Surroundings.ReadFrom(ref reader);
    }
}
