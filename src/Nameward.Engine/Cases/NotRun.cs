using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Detectors;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>Why detectors had nothing to look at: on one weighing, and on all that somebody asks about.</summary>
static class NotRun
{
    const string Triage = "triage";

    /// <summary>The detectors that did not run on a weighing, or only in part.</summary>
    public static ImmutableArray<DidNotRun> On(AskedWeighing asked, Scene scene) =>
        [.. Unweighed(asked), .. FindingPage.DidNotRun(asked.Weighing.Subject), .. asked.Weighing.Subject is Pair pair ? OnPair(pair, asked, scene) : [], .. OnZones(asked.Weighing)];

    /// <summary>The detectors that found nothing to weigh of what somebody asks about.</summary>
    /// <param name="inquiry">What is asked about.</param>
    /// <param name="weighed">What was weighed of it.</param>
    /// <param name="scene">What was seen.</param>
    public static ImmutableArray<DidNotRun> On(Inquiry inquiry, ImmutableArray<AskedKind> weighed, Scene scene)
    {
        bool Lacks(SubjectKind kind) => !weighed.Any(found => found.Kind == kind);
        var missing = ImmutableArray.CreateBuilder<DidNotRun>();
        if (Lacks(SubjectKind.Beacon))
        {
            missing.Add(Because(new LoneTimer().Info, string.Create(CultureInfo.InvariantCulture,
                $"no zone is asked by one client alone and by the clock ({BeaconJudge.FewestGaps} gaps in one UTC day, spread at most {BeaconJudge.WidestSpread:0.00})")));
        }
        if (Lacks(SubjectKind.MissingZones))
        {
            missing.Add(Because(DetectorList.OfMissingZones[0].Info, $"fewer than {MissingZoneJudge.Fewest} zones of one client and day were said not to exist, or the evidence shows no response codes"));
        }
        if (Lacks(SubjectKind.ConditionalZone))
        {
            missing.Add(Because(DetectorList.OfConditionalZones[0].Info, $"insufficient evidence: no question of {ToldApart.Fewest} answers or more, to two clients or more of one server in turn, in which who asks explains the answers"));
        }
        if (Lacks(SubjectKind.Rebinding))
        {
            missing.Add(Because(DetectorList.OfRebindings[0].Info, $"no name of a public zone was answered with public addresses first and inside ones within {InwardAnswers.MostSeconds / 60} minutes, or the evidence shows no answers"));
        }
        if (Lacks(SubjectKind.FluxZone))
        {
            missing.AddRange(DetectorList.OfFluxZones.Select(detector => Because(detector.Info, "no name of a public zone, and no name server of it, was led to a range of addresses where it had not led before, or the evidence shows no answers or no times")));
        }
        if (Lacks(SubjectKind.Exploration))
        {
            missing.AddRange(DetectorList.OfExplorations.Select(detector => Because(detector.Info, $"no whole zone was asked for, nor {GuessedNames.Fewest} names of one parent that do not exist, nor {AddressSweep.Fewest} addresses of one stretch, in one UTC day")));
        }
        if (Lacks(SubjectKind.Flood))
        {
            missing.AddRange(DetectorList.OfFloods.Select(detector => Because(detector.Info, $"fewer than {Flood.FewestQuestions} questions of a client that is no resolver to one zone of the Internet in one UTC day")));
        }
        if (Lacks(SubjectKind.Conversations))
        {
            missing.AddRange(DetectorList.OfConversations.Select(detector => Because(detector.Info, "no flows to a port of DNS are among the evidence, or messages show what was said in them")));
        }
        if (Lacks(SubjectKind.Misconfiguration))
        {
            missing.AddRange(DetectorList.OfMisconfigurations.Select(detector => Because(detector.Info, "no configuration that names it is among the evidence, or nothing in it helps an adversary")));
        }
        if (Lacks(SubjectKind.Listed))
        {
            missing.Add(Because(DetectorList.OfDomains[0].Info, scene.Indicators.IsEmpty ? "no indicator list was given (--intel)" : "no list names it, or it met nothing that one names"));
        }
        if (inquiry.Address is { } address)
        {
            OnAddress(address, Lacks, scene, missing);
        }
        return missing.DrainToImmutable();
    }

    static void OnAddress(Observations.Address address, Func<SubjectKind, bool> lacks, Scene scene, ImmutableArray<DidNotRun>.Builder missing)
    {
        if (lacks(SubjectKind.DeviatingHost))
        {
            missing.Add(Because(DetectorList.OfDeviatingHosts[0].Info, WhyNotCompared(address, scene)));
        }
        if (lacks(SubjectKind.HiddenNames))
        {
            missing.Add(Because(DetectorList.OfHiddenNames[0].Info, "every name that it asks is shown"));
        }
        if (lacks(SubjectKind.Host))
        {
            missing.Add(Because(DetectorList.OfHosts[0].Info, scene.Census.IsServer(address) ? "it is a DNS server itself" : "it asks no server outside, or there is no resolver inside that many use"));
        }
        if (scene.Census.Servers.Any(server => server.Server.Address == address && !server.IsAnswering))
        {
            missing.AddRange(DetectorList.OfServers.Select(detector => Because(detector.Info, "it was asked, and never answered")));
        }
        if (scene.Seen.IsRelay(address))
        {
            missing.Add(new(Triage, "it asks for others too, so what it asks counts for nobody as one client more"));
        }
    }

    static string WhyNotCompared(Observations.Address client, Scene scene) => scene.JudgedDays.Where(day => day.IsJudged).ToList() switch
    {
        [] when scene.Normal is null => "no baseline of this site was given (--baseline)",
        [] => $"the baseline holds {Quantity.Of(scene.Normal!.Count, "day")}; {NormalDays.FewestDays} others than the one judged are needed, with {NormalDays.FewestClientDays} client-days",
        _ => scene.Seen.IsRelay(client) ? "it asks for others, and is measured nowhere" : "it asked nothing on a day that is judged",
    };

    static IEnumerable<DidNotRun> Unweighed(AskedWeighing asked)
    {
        if (asked is { IsSmall: true, Weighing.Subject: Pair pair })
        {
            yield return new(Triage, pair.Measures.PrivateNames < SaidUp.FewestNames
                ? string.Create(CultureInfo.InvariantCulture, $"it is weighed only because you ask: fewer than {SaidUp.FewestNames} names that nobody else asked")
                : string.Create(CultureInfo.InvariantCulture, $"it is weighed only because you ask: its names carry {Quantity.Bytes(pair.Measures.UpBits / 8)}, or no day of it alone carries {PairWorth.FewestNameBits / 800} bytes"));
        }
    }

    static IEnumerable<DidNotRun> OnPair(Pair pair, AskedWeighing asked, Scene scene)
    {
        var m = pair.Measures;
        if (m.PrivateNames < SaidUp.FewestNames)
        {
            var because = string.Create(CultureInfo.InvariantCulture, $"{m.PrivateNames:0} names that nobody else asked; {SaidUp.FewestNames} are needed");
            yield return Because(new CodedNames().Info, because);
            yield return Because(new LongNames().Info, because);
        }
        if (!pair.Zones.Any(zone => FreeProviders.Of(zone, scene) is not null))
        {
            yield return Because(new FreeNames().Info, "its zone is of no provider of free names that the program, the site file or a feed knows");
        }
        if (!pair.Zones.Any(zone => Registration.Of(zone, scene) is not null))
        {
            yield return Because(new RegisteredLately().Info, "no feed tells when its zone was registered (--intel newly-registered=FILE)");
        }
        if (m.AnsweredNames == 0)
        {
            yield return Because(new FreshNames().Info, "the half that looks at times to live: the evidence shows none");
        }
        if (pair.Day is null && pair.Scatter is null)
        {
            yield return Because(new RegularTimes().Info, "several days or zones are weighed together; a rhythm is told within one UTC day");
        }
        if (m.OtherClients > 0)
        {
            yield return Because(new LoneTimer().Info, $"{Quantity.Of(m.OtherClients, "other client")} asks the zone".Replace("clients asks", "clients ask", StringComparison.Ordinal));
        }
        if (pair.Servers.IsEmpty)
        {
            yield return Because(new ChannelServer().Info, "the evidence does not name the server");
        }
        if (asked.Finding is null)
        {
            yield return Because(new ToolProof().Info, "only what is watched is read again");
        }
    }

    /// <summary>Whether a zone is new is told of pairs and beacons alone.</summary>
    static IEnumerable<DidNotRun> OnZones(Weighing weighing)
    {
        var info = new NewlySeen().Info;
        if (weighing.Subject is Beacon or Pair { Scatter: null } && !weighing.Signals.Any(signal => signal.Detector == info.Id))
        {
            yield return Because(info, weighing.Subject is Pair { Measures.OtherClients: > 0 } ? "others ask the zone, too" : $"no baseline of this site was given that knows {ZoneMemory.FewestDaysBefore} days before the evidence begins (--baseline)");
        }
    }

    static DidNotRun Because(DetectorInfo info, string because) => new(info.Id, because);
}
