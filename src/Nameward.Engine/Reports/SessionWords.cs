using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Reports;

/// <summary>What is said of sessions in words, on a terminal and on pages alike.</summary>
static class SessionWords
{
    /// <summary>How many there are, by which tools, and what was recovered of them.</summary>
    public static string Headline(ReconstructDocument document)
    {
        if (document.Sessions.Length == 0)
        {
            return "No channel to rebuild: triage finds none in this evidence, and --zone names none";
        }
        var tools = document.Sessions.Select(session => session.Session.Title).Distinct().ToList();
        var read = document.Sessions.Any(session => (session.Session.Up.Recovered ?? session.Session.Down.Recovered) is not null);
        var recovered = read ? $"{Figures.Size(document.Channels.Sum(channel => channel.Up.Recovered ?? 0))} up and {Figures.Size(document.Channels.Sum(channel => channel.Down.Recovered ?? 0))} down recovered" : "the content cannot be read";
        return $"{Figures.Headline(document.Sessions.Length, "session")} of {(tools.Count <= 3 ? string.Join(", ", tools) : $"{Figures.Word(tools.Count)} tools")}: {recovered}";
    }

    /// <summary>The zone of a session; null of what went past names.</summary>
    public static HostileText? Zone(byte[] apex) => apex.Length == 0 ? null : HostileText.Name(apex);

    /// <summary>How a session went: through which zone, or past DNS.</summary>
    public static Sentence Through(RebuiltSession session) =>
        Zone(session.Apex) is { } zone ? Sentence.Of($"through {zone}{Server(session, ", asked of ")}") : Sentence.Of($"past DNS{Server(session, ", to ")} in datagrams of its own");

    /// <summary>What its messages are called.</summary>
    public static string Messages(RebuiltSession session) => session.Apex.Length == 0 ? Figures.Count(session.Queries, "datagram") : Figures.Count(session.Queries, "query", "queries");

    /// <summary>What went one way: bytes recovered, within which bounds, how many gaps.</summary>
    public static string Side(RebuiltSide side)
    {
        var size = side.Recovered is { } recovered ? $"{Figures.Count(recovered, "byte")} recovered" : "nothing can be read";
        var bounds = side.High is not { } high ? "; how much went is not known" : side.Recovered == high ? "" : $"; {Figures.Bounds(side.Low, high)} went";
        return $"{size}{bounds}{(side.Gaps > 0 ? $"; {Figures.Count(side.Gaps, "gap")}" : "")}";
    }

    /// <summary>Bounds of what went one way through all channels.</summary>
    public static string Total(ReconstructDocument document, Func<ReconstructedChannel, RebuiltSide> side)
    {
        var sides = document.Channels.Select(side).ToList();
        return sides.TrueForAll(one => one.High is not null) ? $"{Figures.Bounds(sides.Sum(one => one.Low), sides.Sum(one => one.High!.Value))} went" : "how much went is not known";
    }

    static Sentence Server(RebuiltSession session, string before) => session.Server.Address.IsNone ? Sentence.Of("")
        : Sentence.Of($"{before}{session.Server.Address}{(session.Server.Port is not (0 or 53) and var port ? $" port {port}" : "")}");

    /// <summary>How sure it is that the bytes were read as they were meant.</summary>
    public static string Certainty(double certainty) => certainty switch
    {
        0 => "0, not decoded",
        > 0.9999 => "over 0.9999",
        _ => certainty.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
