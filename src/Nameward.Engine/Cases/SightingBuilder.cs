using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>Where else the look-ups of a finding are seen, in words: behind a resolver, in front of one, in the log of a host.</summary>
static class SightingBuilder
{
    const int MostPrograms = 8;

    /// <summary>The other views of a finding, in the order in which somebody follows a look-up: the program, who asked, who asked for it.</summary>
    public static ImmutableArray<TriageSighting> Of(Finding finding, Scene scene) => finding.Weighing.Subject is Pair pair
        ? [.. ProgramsOf(finding, scene), .. pair.Askers.Select(stitch => Asked(stitch, scene)), .. Unknown(pair, scene), .. pair.Repeaters.Select(stitch => AsksFor(stitch, scene)), .. Hidden(finding)]
        : [.. ProgramsOf(finding, scene)];

    /// <summary>The programs behind a client of a finding, those with most look-ups first, then those that held sockets to its servers.</summary>
    public static ImmutableArray<MatchedProgram> ProgramsBehind(AffectedClient client, Finding finding, Scene scene) =>
    [
        .. scene.Programs.Of(client.Client, finding.Weighing.Subject is Domain { Indicator.Zone: { } zone } ? [zone] : FindingPage.ZonesOf(finding), client.First, client.Last),
        .. scene.Programs.Holding(client.Client, ServersOf(finding), client.First, client.Last),
    ];

    static ImmutableArray<Address> ServersOf(Finding finding) => finding.Weighing.Subject switch
    {
        Pair pair => [.. pair.Servers.Select(server => server.Address)],
        { Names.Server: { } named } when ConfiguredValue.AddressOf(named) is { } server => [server],
        _ => [],
    };

    static IEnumerable<TriageSighting> ProgramsOf(Finding finding, Scene scene) =>
        finding.Affected.SelectMany(client => ProgramsBehind(client, finding, scene).Select(program => Program(client.Client, program))).Take(MostPrograms);

    static TriageSighting Program(Address client, MatchedProgram program)
    {
        var use = program.Use;
        var who = Sentence.Of($"{Known(use.Process, "a program that is not named")} of {Known(use.User, "an account that is not named")} on {Known(use.Host, "a host that is not named")}");
        var how = program.Held is { } server ? Sentence.Of($": held a socket to {server}, as the host itself shows{(program.IsOneOfSeveral ? "; so did others of its programs" : "")}")
            : program.IsNamed
            ? Sentence.Of($": {Quantity.Of(use.LookUps, "look-up")} in the host's own log")
            : Sentence.Of($": {program.Agreed} of {Quantity.Of(program.Sampled, "name")} that the host's own log shows are those of {client}, and no other client's so much");
        return new(use.Process, "program", program.Sampled, program.Agreed, null, null, who.Then("", how));
    }

    static TriageSighting Asked(Stitch stitch, Scene scene) => Sighting(stitch, stitch.Asker, "asked-it",
        Sentence.Of($"{stitch.Repeater} asked for {stitch.Asker}: {InTime(stitch)}; {Quantity.Count(stitch.OfRepeater - stitch.Agreed)} more of its names there are not this client's{Order(stitch, scene)}"));

    static TriageSighting AsksFor(Stitch stitch, Scene scene) => stitch.Repeater.IsNone
        ? Sighting(stitch, stitch.Repeater, "own-log", Sentence.Of($"seen again in the log of a host, which does not tell its address: {InTime(stitch)}"))
        : Sighting(stitch, stitch.Repeater, "asks-for-it", Sentence.Of($"seen again as {stitch.Repeater}, which asks for it: {InTime(stitch)}{Order(stitch, scene)}"));

    static string Order(Stitch stitch, Scene scene) => scene.Seen.Echoes.TellsOrder(stitch.Asker, stitch.Repeater) ? "" : "; which of both asked first the evidence does not tell";

    static TriageSighting Sighting(Stitch stitch, Address other, string relation, Sentence text) =>
        new(HostileText.Address(other), relation, stitch.Names, stitch.Agreed, stitch.Certainty, stitch.SkewSeconds, text);

    static Sentence InTime(Stitch stitch) => Sentence.Of(
        $"{stitch.Agreed} of {Quantity.Of(stitch.Names, "name")} that both show {(stitch.SkewSeconds == 0 ? "at the same time" : $"{Quantity.Of(Math.Abs(stitch.SkewSeconds), "second")} {(stitch.SkewSeconds > 0 ? "later" : "earlier")}")}, certain to {Percent(stitch.Certainty)}");

    static string Percent(double certainty) => certainty.ToString("P2", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whoever asks for others without anybody being seen to ask it is no end of the way.</summary>
    static IEnumerable<TriageSighting> Unknown(Pair pair, Scene scene)
    {
        if (!pair.AsksForUnseen)
        {
            yield break;
        }
        var why = scene.Seen.IsRelay(pair.Client) ? "asks for others" : "asks authoritative servers itself, as resolvers do";
        yield return new(HostileText.Address(pair.Client), "unknown-asker", 0, 0, null, null,
            Sentence.Of($"{pair.Client} {why}: if somebody asked it for these names, over DNS over HTTPS or from elsewhere, this evidence does not show who; its own log does, or a capture on the side of its clients"));
    }

    static IEnumerable<TriageSighting> Hidden(Finding finding) => finding.HiddenLookUps == 0 ? []
        : [new(finding.Affected.Length > 0 ? HostileText.Address(finding.Affected[0].Client) : HostileText.Text(""), "hidden-names", 0, 0, null, null,
            Sentence.Of($"{Quantity.Of(finding.HiddenLookUps, "look-up")} of the same host at the same time, of which a log does not show the names whole"))];

    static Sentence Known(HostileText text, string otherwise) => text == HostileText.Text("") ? Sentence.Of(otherwise) : Sentence.Of($"{text}");
}
