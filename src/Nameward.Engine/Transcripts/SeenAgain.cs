using System.Collections;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>
/// Which messages of a transcript another source of evidence shows better: a capture beside the resolver's log of the same hours shows each name twice, and the
/// log may write "?" for a byte that does not print, or one case for both. A name is taken from the source that shows most, and from others where it has none.
/// </summary>
static class SeenAgain
{
    /// <summary>The numbers of the messages to leave out; null where one source shows all of it.</summary>
    public static BitArray? Of(Transcript transcript)
    {
        var sources = new SortedDictionary<int, Source>();
        for (var i = 0; i < transcript.Messages.Length; i++)
        {
            ref readonly var message = ref transcript.Messages[i];
            if (!sources.TryGetValue(message.At.Source, out var source))
            {
                sources.Add(message.At.Source, source = new());
            }
            source.Messages.Add(i);
            source.Answers += message.Answers.Length > 0 ? 1 : 0;
            source.Unprinted += transcript.Bytes(message.RawName).Contains((byte)'?') ? 1 : 0;
        }
        return sources.Count < 2 ? null : LeaveOut(transcript, sources.Values.OrderByDescending(source => source.Answers).ThenBy(source => source.Unprinted));
    }

    static BitArray LeaveOut(Transcript transcript, IEnumerable<Source> bestFirst)
    {
        var leftOut = new BitArray(transcript.Messages.Length);
        var known = new HashSet<(ulong Name, ushort Type)>();
        foreach (var source in bestFirst)
        {
            var names = source.Messages.ConvertAll(i => (Printed(transcript.Bytes(transcript.Messages[i].Name)), transcript.Messages[i].Type));
            for (var at = 0; at < names.Count; at++)
            {
                leftOut[source.Messages[at]] = known.Contains(names[at]);
            }
            known.UnionWith(names);
        }
        return leftOut;
    }

    /// <summary>Hash of a canonical name as a log would write it at worst: without its case, and a sign for each byte that does not print.</summary>
    static ulong Printed(ReadOnlySpan<byte> name)
    {
        Span<byte> printed = stackalloc byte[name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            printed[i] = name[i] >= 0x7F ? (byte)'?' : name[i];
        }
        return WyHash.Of(printed, 0);
    }

    /// <summary>What one source shows.</summary>
    sealed class Source
    {
        public List<int> Messages { get; } = [];
        public long Answers { get; set; }
        public long Unprinted { get; set; }
    }
}
