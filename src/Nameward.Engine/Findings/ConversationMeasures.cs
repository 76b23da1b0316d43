using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>How one client and one server converse, as far as flows show it. Bytes are of IP packets or of payload, whichever the source counts.</summary>
/// <param name="Count">Conversations.</param>
/// <param name="Answered">Those that the server was seen to answer.</param>
/// <param name="Denied">Those that a firewall stopped.</param>
/// <param name="UpPackets">Packets that the client sent, where that is shown.</param>
/// <param name="UpBytes">Bytes of these.</param>
/// <param name="DownPackets">Packets that the server sent.</param>
/// <param name="DownBytes">Bytes of these.</param>
/// <param name="MostUpPackets">Most packets that the client sent in one conversation.</param>
/// <param name="Longest">How long the longest lasted.</param>
/// <param name="Rhythm">How regularly short ones begin, in the UTC day that shows most intervals.</param>
sealed record ConversationMeasures(long Count, long Answered, long Denied, long UpPackets, long UpBytes, long DownPackets, long DownBytes, long MostUpPackets, TimeSpan Longest, Rhythm Rhythm)
{
    /// <summary>Mean bytes of a packet of the client's; 0 where none are counted.</summary>
    public double MeanUp => UpPackets == 0 ? 0 : UpBytes / (double)UpPackets;

    /// <summary>Mean bytes of a packet of the server's.</summary>
    public double MeanDown => DownPackets == 0 ? 0 : DownBytes / (double)DownPackets;

    /// <summary>What rollups remember of one client and server, of the format that shows most.</summary>
    public static ConversationMeasures Of(IEnumerable<KeyValuePair<FlowUseKey, FlowUse>> uses)
    {
        var days = uses.GroupBy(use => use.Key.Format).OrderByDescending(format => format.Aggregate(0L, (sum, use) => FlowCounts.Sum(sum, use.Value.Records))).ThenBy(format => format.Key).First().Select(use => use.Value).ToList();
        long Sum(Func<FlowUse, long> count) => days.Aggregate(0L, (sum, day) => FlowCounts.Sum(sum, count(day)));
        return new(Sum(day => day.Flows), Sum(day => day.Answered), Sum(day => day.Denied), Sum(day => day.UpPackets), Sum(day => day.UpBytes), Sum(day => day.DownPackets), Sum(day => day.DownBytes),
            days.Max(day => day.MostUpPackets), days.Max(day => day.Longest), BestOf(days.Select(day => day.Rhythm is { } seconds ? Rhythm.Of(seconds) : Rhythm.None)));
    }

    /// <summary>The same of what was read again, its records put together to conversations; null where not all of them could be kept.</summary>
    public static ConversationMeasures? Of(Transcript transcript)
    {
        var all = transcript.FlowCount == transcript.Flows.Length ? FlowConversation.All(transcript.Flows) : [];
        if (all.IsEmpty)
        {
            return null;
        }
        long Sum(Func<FlowConversation, long> count) => all.Aggregate(0L, (sum, one) => FlowCounts.Sum(sum, count(one)));
        return new(all.Length, all.Count(one => one.IsAnswered), transcript.Flows.ToArray().Count(flow => flow.Verdict == FlowVerdict.Denied), Sum(one => one.UpPackets), Sum(one => one.UpBytes), Sum(one => one.DownPackets),
            Sum(one => one.DownBytes), all.Max(one => one.UpPackets), all.Max(one => one.Last - one.First), BestOf(all.GroupBy(one => one.First.Date).Select(RhythmOf)));
    }

    static Rhythm RhythmOf(IEnumerable<FlowConversation> day)
    {
        var seconds = new OccupiedSeconds();
        foreach (var one in day)
        {
            seconds.Add((uint)one.First.TimeOfDay.TotalSeconds);
        }
        return Rhythm.Of(seconds);
    }

    static Rhythm BestOf(IEnumerable<Rhythm> days) => days.OrderByDescending(day => day.Gaps).ThenBy(day => day.Spread).First();
}
