using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The few look-ups with which a client of iodine logs in by DNS before it goes on in datagrams of its own: version, digest, and the question for the server's own
/// address (src/client.c, client_handshake). They are too few to be a channel that is found by its names.
/// </summary>
static class IodineLogIn
{
    /// <summary>Most zones in which one client's log-ins are looked for.</summary>
    const int MostZones = 8;

    /// <summary>Whether a question may be one of them: the first label has the form, and where that has few letters, the type is none that browsing asks for.</summary>
    /// <param name="type">QTYPE.</param>
    /// <param name="name">The name in canonical wire form.</param>
    public static bool MayBe(ushort type, ReadOnlySpan<byte> name)
    {
        var text = First(name);
        return IodineName.KindOf(text) switch
        {
            (byte)'v' => IodineName.IsVersion(text),
            (byte)'l' => true,
            (byte)'i' => type is RecordTypes.Null or RecordTypes.Txt or RecordTypes.Mx or RecordTypes.Srv or RecordTypes.Cname or >= RecordTypes.FirstPrivate,
            _ => false,
        };
    }

    /// <summary>The log-ins among the messages of a transcript of one client, those of each zone as a transcript of its own.</summary>
    public static ImmutableArray<Transcript> Of(Transcript transcript)
    {
        var zones = new List<byte[]>();
        foreach (ref readonly var message in transcript.Messages)
        {
            var name = transcript.Bytes(message.Name);
            if (zones.Count < MostZones && IodineName.IsVersion(First(name)) && name[(1 + name[0])..].ToArray() is { Length: > 1 } zone && !zones.Exists(known => known.SequenceEqual(zone)))
            {
                zones.Add(zone);
            }
        }
        return [.. zones.Select(zone => In(zone, transcript))];
    }

    static Transcript In(byte[] zone, Transcript transcript)
    {
        var found = new Transcript(new SuspectPair(transcript.Suspect.Clients[0], [zone]), Math.Max(1, transcript.Messages.Length));
        foreach (ref readonly var message in transcript.Messages)
        {
            if (found.Suspect.Holds(message, transcript.Bytes(message.Name)))
            {
                found.Add(message, transcript);
            }
        }
        return found;
    }

    static ReadOnlySpan<byte> First(ReadOnlySpan<byte> name) => name.IsEmpty ? [] : name.Slice(1, Math.Min(name[0], name.Length - 1));
}
