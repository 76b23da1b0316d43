using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>The sessions that are rebuilt from recordings of others, which are read in place.</summary>
static class CaptureSessions
{
    /// <summary>The sessions of one tool in a file, of one client where it is named.</summary>
    public static ImmutableArray<RebuiltSession> Of(string path, string tool, string? client = null, string? secret = null, int most = Transcript.MostMessages) =>
        [.. PairTranscripts.Of(Samples.Shared(path), most).All.Where(transcript => client is null || ((SuspectPair)transcript.Suspect).Client.ToString() == client)
            .SelectMany(transcript => Rebuilder.Rebuild(transcript, secret: secret)).Where(session => session.Tool == tool).OrderBy(session => session.First)];

    /// <summary>The figures of a session in one line: what the tool calls it, its questions, and recovered, lowest, highest bytes and gaps each way.</summary>
    public static string Figures(RebuiltSession session) =>
        string.Create(CultureInfo.InvariantCulture, $"{session.Key}: {session.Queries} questions, up {Figures(session.Up)}, down {Figures(session.Down)}");

    /// <summary>The lines of a transcript as a person reads them.</summary>
    public static IEnumerable<string> Lines(RebuiltSession session) =>
        session.Events.Select(told => (told.Way is { } way ? way == Way.Up ? "> " : "< " : "- ") + told.What.Render(hostile => hostile.Raw));

    /// <summary>The notes as a person reads them.</summary>
    public static IEnumerable<string> Notes(RebuiltSession session) => session.Notes.Select(note => note.Render(hostile => hostile.Raw));

    /// <summary>Content by the name of its file; nothing where there is no such file.</summary>
    public static byte[] Content(RebuiltSession session, string name) => session.Files.FirstOrDefault(file => file.Name == name)?.Content.ToArray() ?? [];

    /// <summary>The packets of a session's own capture, in hexadecimal digits.</summary>
    public static List<string> Packets(RebuiltSession session)
    {
        const int FileHeader = 24, RecordHeader = 16;
        var packets = new List<string>();
        ReadOnlySpan<byte> bytes = Content(session, "packets.pcap");
        for (var at = FileHeader; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 8)..]);
            packets.Add(Convert.ToHexString(bytes.Slice(at + RecordHeader, length)));
            at += RecordHeader + length;
        }
        return packets;
    }

    static string Figures(RebuiltSide side) => string.Create(CultureInfo.InvariantCulture, $"{side.Recovered?.ToString(CultureInfo.InvariantCulture) ?? "-"} ({side.Low}..{side.High}) {side.Gaps} gaps");
}
