using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Xunit;
using static Nameward.Engine.Tests.Findings.ServerTraffic;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Servers by the rules of question one: each rule on traffic that it is for, and on its harmless look-alike.</summary>
public class ServerJudgeTests
{
    const HeaderBits Recursive = HeaderBits.Shown | HeaderBits.RecursionAvailable, WithAuthority = Recursive | HeaderBits.Authoritative;

    [Fact]
    public void AResolverThatEverybodyUsesIsNoFinding() => Assert.Empty(Fleet().Judged());

    [Fact]
    public void AServerThatLeadsUnrelatedSitesToOnePlaceContradicts()
    {
        var traffic = OtherResolver(Fleet(except: 7), number => number < 3 ? "203.0.113.99" : Home(number));
        Assert.Equal(["High 203.0.113.67: contradicts one-user unknown-resolver"], traffic.Judged());
    }

    [Fact]
    public void OneAlteredNameAmongManyThatAgreeContradictsIfItWasNotLookedUp()
    {
        var traffic = OtherResolver(Fleet(except: 7), Home);
        traffic.Ask("10.0.0.7", Stranger, 200, Site(2), "203.0.113.99", header: WithAuthority);
        Assert.Equal(["High 203.0.113.67: contradicts one-user unknown-resolver with-authority"], traffic.Judged());
    }

    [Fact]
    public void AResolverElsewhereThatIsLedToOtherMachinesOfTheSameOperatorsDoesNotContradict()
    {
        var traffic = new ServerTraffic();
        for (var number = 0; number < 9; number++)
        {
            foreach (var client in new[] { 1, 2, 3, 4 })
            {
                traffic.Ask($"10.0.0.{client}", Resolver, number, Site(number), Home(number), alias: $"edge{number}.cdn{number % 2}.example");
            }
            traffic.Ask("10.0.0.7", "8.8.8.8", number, Site(number), $"203.0.113.{number}", alias: $"edge{number}.cdn{number % 2}.example");
        }
        Assert.Empty(traffic.Judged());
    }

    [Fact]
    public void ABlockedNameThatLeadsNowhereDoesNotContradict() =>
        Assert.DoesNotContain("contradicts", string.Join('\n', OtherResolver(Fleet(except: 7), number => number < 3 ? "0.0.0.0" : Home(number)).Judged()), StringComparison.Ordinal);

    [Fact]
    public void AResolverThatAnswersOneClientOtherwiseIsFoundAndTheOthersAreNot()
    {
        var traffic = Fleet();
        for (var number = 0; number < 3; number++)
        {
            traffic.Ask("10.0.0.5", Resolver, 100 + number, Site(number), "203.0.113.99", header: WithAuthority);
        }
        Assert.Equal(["High 10.0.0.53 to 10.0.0.5: answers-one-otherwise with-authority one-user"], traffic.Judged());
    }

    [Fact]
    public void AClientWhoseServerChangesMidwayToOneThatNobodyElseUsesIsFound()
    {
        var traffic = Fleet(except: 7);
        for (var second = 0; second < 300; second += 12)
        {
            traffic.Ask("10.0.0.7", second is > 100 and < 240 ? Stranger : Resolver, second, $"n{second}.site1.example", Home(1));
        }
        Assert.Equal(["High 203.0.113.67: changed one-user unknown-resolver"], traffic.Judged());
    }

    [Theory]
    [InlineData("8.8.8.8", 1)]
    [InlineData(Stranger, 2)]
    public void AChangeToAPublicResolverOrToOneThatOthersUseTooIsNone(string server, int users)
    {
        var traffic = Fleet(except: 7);
        for (var second = 0; second < 300; second += 12)
        {
            traffic.Ask("10.0.0.7", second is > 100 and < 240 ? server : Resolver, second, $"n{second}.site1.example", Home(1));
            if (users == 2)
            {
                traffic.Ask("10.0.0.8", server, second, $"n{second}.site1.example", Home(1));
            }
        }
        Assert.DoesNotContain("changed", string.Join('\n', traffic.Judged()), StringComparison.Ordinal);
    }

    [Fact]
    public void AClientThatAsksTwoServersInTurnDidNotChange()
    {
        var traffic = Fleet(except: 7);
        for (var second = 0; second < 300; second += 6)
        {
            traffic.Ask("10.0.0.7", second % 24 < 12 ? Stranger : Resolver, second, $"n{second}.site1.example", Home(1));
        }
        Assert.DoesNotContain("changed", string.Join('\n', traffic.Judged()), StringComparison.Ordinal);
    }

    [Fact]
    public void AHostThatWasAClientAndBeginsToAnswerIsFound()
    {
        var traffic = Fleet(seconds: 150);
        for (var second = 150; second < 300; second += 10)
        {
            for (var client = 1; client < 5; client++)
            {
                traffic.Ask($"10.0.0.{client}", "10.0.0.9", second + client, $"n{second}.site1.example", Home(1));
            }
        }
        Assert.Equal(["High 10.0.0.9: begins was-a-client"], traffic.Judged());
    }

    [Fact]
    public void AForwarderThatAnsweredFromTheStartDidNotBegin()
    {
        var traffic = Fleet();
        for (var second = 0; second < 300; second += 10)
        {
            traffic.Ask($"10.0.0.{1 + second % 4}", "10.0.0.60", second, $"n{second}.site1.example", Home(1));
            traffic.Ask("10.0.0.60", Resolver, second + 0.1, $"n{second}.site1.example", Home(1));
        }
        Assert.DoesNotContain("begins", string.Join('\n', traffic.Judged()), StringComparison.Ordinal);
        Assert.Equal(ServerRole.Forwarder, traffic.Scene().Census.Servers.Single(server => server.Server.Address == Parse("10.0.0.60")).Role);
    }

    [Fact]
    public void WithAListEveryOtherServerThatAnswersOursIsFoundAndOnlyThose()
    {
        var traffic = Fleet().Ask("10.0.0.3", "9.9.9.9", 50, Site(1), Home(1))
            .Ask(Resolver, "198.51.100.1", 51, Site(1), Home(1), header: HeaderBits.Shown | HeaderBits.Authoritative)
            .Ask("192.0.2.80", "192.0.2.53", 52, Site(1), Home(1));
        Assert.Equal(["Critical 9.9.9.9: not-on-the-list one-user"], traffic.Judged(Approving(Resolver)));
        Assert.Empty(traffic.Judged(Approving(Resolver, "9.9.9.9")));
    }

    [Fact]
    public void AnApprovedServerThatIsAlsoAClientIsNotAskedAboutItsOwnServers()
    {
        var traffic = Fleet().Ask(Resolver, "10.0.0.99", 10, Site(1), Home(1));
        Assert.Empty(traffic.Judged(Approving(Resolver)));
    }

    [Fact]
    public void AHostThatAnswersItsLinkForManyNamesIsWatched()
    {
        var traffic = Fleet();
        for (var number = 0; number < 6; number++)
        {
            traffic.Ask("10.0.0.3", "10.0.0.200", number, $"fileserver{number}", "10.0.0.200", port: 5355, header: HeaderBits.Shown);
            traffic.Ask("10.0.0.4", "10.0.0.201", number, "printer", "10.0.0.201", port: 5355, header: HeaderBits.Shown);
        }
        Assert.Equal(["Medium 10.0.0.200: many-names"], traffic.Judged());
    }

    [Fact]
    public void DnsOnAnotherPortIsWatchedAndNeverMore()
    {
        var traffic = Fleet().Ask("10.0.0.3", Stranger, 10, Site(1), Home(1), port: 8053);
        Assert.Equal(["Medium 203.0.113.67: port one-user unknown-resolver"], traffic.Judged());
    }

    [Fact]
    public void ServersAreJudgedAlikeInEveryOrderOfTheirTraffic()
    {
        var there = OtherResolver(Fleet(except: 7), number => number < 3 ? "203.0.113.99" : Home(number)).Judged();
        var back = OtherResolver(new(), number => number < 3 ? "203.0.113.99" : Home(number));
        for (var client = 14; client > 0; client--)
        {
            for (var second = 270 + client; second > 0 && client != 7; second -= 30)
            {
                back.Ask($"10.0.0.{client}", Resolver, second, Site(second / 30 % 9), Home(second / 30 % 9));
            }
        }
        Assert.Equal(there, back.Judged());
    }

    static ServerTraffic OtherResolver(ServerTraffic traffic, Func<int, string> answer)
    {
        for (var number = 0; number < 9; number++)
        {
            traffic.Ask("10.0.0.7", Stranger, 20 + number * 20, Site(number), answer(number), header: Recursive);
        }
        return traffic;
    }
}
