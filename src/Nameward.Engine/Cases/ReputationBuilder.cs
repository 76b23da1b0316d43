using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Makes reputations, with the formula of docs/profile.md. The figures are a model and no measurement: they order what is known, and nothing is decided by them.
/// </summary>
/// <param name="scene">What was seen.</param>
/// <param name="zones">The zones that will be asked about, in canonical wire form.</param>
sealed class ReputationBuilder(Scene scene, IEnumerable<byte[]> zones)
{
    const int Best = 100, Least = 25;
    const int AgeWeight = 2, RegisteredWeight = 2, ProviderWeight = 2, PrevalenceWeight = 1, FeedsWeight = 4, ParkingWeight = 2;

    /// <summary>What a parking provider holds nobody has a use for, and it can be sold to anybody; what a sinkhole holds was an adversary's.</summary>
    const int Parked = 30, Sinkholed = 0;

    /// <summary>Days from which a zone counts as old: as many as a baseline knows at most.</summary>
    const int OldDays = 28;

    /// <summary>Days that must be known before the first day of a zone, or it may be older.</summary>
    const int FewestDaysBefore = 3;

    /// <summary>Days after its registration from which a zone counts as old.</summary>
    const int OldRegistrationDays = 365;

    /// <summary>Clients below which a share of them says nothing.</summary>
    const int FewestClients = 10;

    readonly ZoneHistories _histories = new(scene, zones);
    readonly ParkedZones _parked = new(scene, zones);

    /// <summary>The reputation of one of the zones.</summary>
    public Reputation Of(byte[] zone) => Of(zone, []);

    /// <summary>The same where single addresses of its answers are known.</summary>
    public Reputation Of(byte[] zone, ImmutableArray<Address> answers)
    {
        var history = _histories.Of(zone);
        return new() { Zone = HostileText.Name(zone), Parts = [Age(history), Registered(zone), Provider(zone), Prevalence(history), Feeds(zone), Parking(zone, answers)] };
    }

    ReputationPart Parking(byte[] zone, ImmutableArray<Address> answers) => _parked.Of(zone, answers).FirstOrDefault() is { } told
        ? new("parking", told.Id == "parked" ? Parked : Sinkholed, ParkingWeight, told.Text)
        : new("parking", null, ParkingWeight, Sentence.Of("held by no parking provider and no sinkhole that is known"));

    static ReputationPart Age(ZoneHistory history)
    {
        var text = history switch
        {
            { AgeDays: null } => Sentence.Of("first asked here on a day that is not known: the evidence tells none"),
            { DaysBefore: >= FewestDaysBefore } => Sentence.Of($"first asked here {Quantity.Of(history.AgeDays.Value, "day")} before the newest day of the evidence; {Quantity.Of(history.DaysBefore, "earlier day")} are known"),
            { AgeDays: >= OldDays } => Sentence.Of($"asked here for at least {Quantity.Of(history.AgeDays.Value, "day")}"),
            { AgeDays: 0 } => Sentence.Of("asked here on the newest day of the evidence, and fewer than three earlier days are known: it may be older"),
            _ => Sentence.Of($"asked here from the first days that are known, at least {Quantity.Of(history.AgeDays.Value, "day")} before the newest: it may be older"),
        };
        return new("age", history switch
        {
            { AgeDays: >= OldDays } => Best,
            { AgeDays: { } days, DaysBefore: >= FewestDaysBefore } => Between(days / (double)OldDays),
            _ => null,
        }, AgeWeight, text);
    }

    ReputationPart Registered(byte[] zone)
    {
        if (Registration.Of(zone, scene) is { } registration && scene.Measuring.Days is [.., var newest] && EventTime.Of(newest, 0) is { } time)
        {
            var days = registration.DaysBefore(time);
            return new("registered", days < 0 ? null : Between(days / (double)OldRegistrationDays), RegisteredWeight, registration.Words);
        }
        return scene.Indicators[FeedUse.Popular].Of(zone) is [var popular, ..] ? new("registered", Best, RegisteredWeight, Sentence.Of($"a domain that most networks ask ({HostileText.Text(popular.List)})"))
            : new("registered", null, RegisteredWeight, Sentence.Of("when it was registered is not known: no feed tells (--intel newly-registered=FILE)"));
    }

    ReputationPart Provider(byte[] zone) => FreeProviders.Of(zone, scene) is { } provider
        ? new("provider", provider.Kind switch { FreeKind.DynamicDns or FreeKind.Tunnel => 20, FreeKind.FreeName => 30, _ => 50 }, ProviderWeight, Sentence.Of($"{(provider.IsWhole ? "it is" : "a name of")} {provider.Words}"))
        : new("provider", null, ProviderWeight, Sentence.Of("of no provider of free names that is known"));

    ReputationPart Prevalence(ZoneHistory history)
    {
        var all = scene.Seen.Askers;
        var asked = Sentence.Of($"{history.Clients} of {Quantity.Of(all, "client")} asked it");
        return all < FewestClients ? new("prevalence", null, PrevalenceWeight, Sentence.Of($"{asked}; a share is told from {FewestClients} clients on"))
            : new("prevalence", history.Clients == 0 ? null : Between(Math.Log2(history.Clients) / Math.Log2(all / 4.0)), PrevalenceWeight, asked);
    }

    ReputationPart Feeds(byte[] zone)
    {
        if (scene.Indicators.Of(zone).FirstOrDefault() is { } listed)
        {
            return new("feeds", 0, FeedsWeight, Sentence.Of($"{listed.Text} stands in {HostileText.Text(listed.List)}, line {listed.Line}"));
        }
        if (scene.Hits.Select(hit => hit.Indicator).FirstOrDefault(indicator => indicator.Kind == IndicatorKind.Name && indicator.Text.IsBelow(HostileText.Name(zone))) is { } below)
        {
            return new("feeds", Least, FeedsWeight, Sentence.Of($"a name of it, {below.Text}, stands in {HostileText.Text(below.List)}, line {below.Line}"));
        }
        return new("feeds", null, FeedsWeight, scene.Indicators.IsEmpty ? Sentence.Of("no indicator list was given (--intel)")
            : Sentence.Of($"on none of {Quantity.Of(scene.Indicators.Feeds.Length, "indicator list")} given, which speaks neither for nor against it"));
    }

    /// <summary>From the least to the best, by a share of the way.</summary>
    static int Between(double share) => (int)Math.Round(Least + (Best - Least) * Math.Clamp(share, 0, 1), MidpointRounding.AwayFromZero);
}
