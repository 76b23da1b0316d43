using System.Buffers.Binary;
using System.Globalization;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>The lines of a transcript for what an iodine client and its server agree on (src/client.c, src/iodined.c).</summary>
/// <param name="draft">The session.</param>
/// <param name="user">Number of its user.</param>
/// <param name="secret">The password, where the user of this program knows it.</param>
sealed class IodineTalk(SessionDraft draft, int user, string? secret)
{
    readonly Dictionary<byte, (int First, int Count)> _folded = [];
    int _refused = -1, _refusals;
    uint? _challenge;
    Address _server;

    /// <summary>The numbers by which the client asks for a codec, in the order of <see cref="IodineAnswer.Codecs"/>: bits of a symbol, and 26 for the second form of 6.</summary>
    public static int[] CodecNumbers { get; } = [5, 6, 26, 7];

    /// <summary>Largest packet that the server lets through, bytes; null where it was not told.</summary>
    public int? Mtu { get; private set; }

    /// <summary>Whether an answer refuses.</summary>
    public static bool IsRefusal(ReadOnlySpan<byte> answer) =>
        answer.SequenceEqual("BADIP"u8) || answer.SequenceEqual("BADLEN"u8) || answer.SequenceEqual("BADCODEC"u8) || answer.SequenceEqual("BADFRAG"u8) || answer.SequenceEqual("LNAK"u8);

    /// <summary>The server takes the client in.</summary>
    public void Welcome(uint challenge, int message)
    {
        _challenge = challenge;
        draft.Tell(Way.Down, message, Sentence.Of($"VACK: user {user}, challenge 0x{challenge:x8}"));
    }

    /// <summary>A name that carries no data.</summary>
    public void Name(byte kind, ReadOnlySpan<byte> text, int message)
    {
        switch (kind)
        {
            case (byte)'v':
                draft.Tell(Way.Up, message, Sentence.Of($"asks for version 0x{BinaryPrimitives.ReadUInt32BigEndian(IodineName.Packed(text)):x} of the protocol"));
                break;
            case (byte)'l':
                var digest = IodineName.Packed(text)[1..17];
                draft.Tell(Way.Up, message, Sentence.Of($"logs in as user {user} with the digest {Convert.ToHexStringLower(digest)} of password and challenge{IodineDigest.Verified(digest, secret, _challenge)}"));
                break;
            case (byte)'i':
                draft.Tell(Way.Up, message, Sentence.Of("asks for the server's own address"));
                break;
            case (byte)'s':
                draft.Tell(Way.Up, message, Sentence.Of($"asks to put names in {CodecOf(IodineAnswer.Base32.ValueOf(text[2]))}"));
                break;
            case (byte)'o':
                draft.Tell(Way.Up, message, Sentence.Of($"asks for {OptionOf(text[2])}"));
                break;
            case (byte)'n':
                draft.Tell(Way.Up, message, Sentence.Of($"asks for pieces of at most {BinaryPrimitives.ReadUInt16BigEndian(IodineName.Packed(text).AsSpan(1))} bytes in answers"));
                break;
            default:
                var (first, count) = _folded.GetValueOrDefault(kind, (message, 0));
                _folded[kind] = (first, count + 1);
                break;
        }
    }

    /// <summary>What came back for it.</summary>
    public void Answer(byte kind, ReadOnlySpan<byte> answer, int message)
    {
        if (answer.IsEmpty)
        {
            return;
        }
        if (kind is (byte)'p' or IodineName.Data)
        {
            (_refused, _refusals) = (_refusals == 0 ? message : _refused, _refusals + 1);
        }
        else if (IsRefusal(answer))
        {
            draft.Tell(Way.Down, message, Sentence.Of($"refuses: {Excerpt.Text(answer)}"));
        }
        else if (kind == 'l')
        {
            LoggedIn(answer, message);
        }
        else if (kind == 'i' && answer[0] == 'I' && Address.FromBytes(answer[1..]) is { IsNone: false } own)
        {
            _server = own;
            draft.Tell(Way.Down, message, Sentence.Of($"has the address {own}"));
        }
        else if (kind is (byte)'s' or (byte)'o')
        {
            draft.Tell(Way.Down, message, Sentence.Of($"agrees: {Excerpt.Text(answer)}"));
        }
        else if (kind == 'n' && answer.Length == 2)
        {
            draft.Tell(Way.Down, message, Sentence.Of($"agrees: {BinaryPrimitives.ReadUInt16BigEndian(answer)} bytes"));
        }
    }

    /// <summary>Tells what there was many times.</summary>
    public void Finish()
    {
        draft.LogIn = new(user, IsRaw: false) { Challenge = _challenge, Server = _server };
        foreach (var (kind, (first, count)) in _folded)
        {
            var what = kind switch
            {
                (byte)'y' => "tries which answers come through",
                (byte)'z' => "tries which letters of names come through",
                (byte)'r' => "tries how large answers may be",
                _ => "polls, with nothing to send",
            };
            draft.Tell(Way.Up, first, Sentence.Of($"{what}{(count > 1 ? $", {count} times from here on" : "")}"));
        }
        if (_refusals > 0)
        {
            draft.Tell(Way.Down, _refused, Sentence.Of($"refuses names of this user{(_refusals > 1 ? $", {_refusals} times from here on" : "")}"));
        }
    }

    /// <summary>Server, client, MTU and length of the network's prefix, with "-" between them.</summary>
    void LoggedIn(ReadOnlySpan<byte> answer, int message)
    {
        const int MostMtu = 1 << 16;
        var parts = new List<Range>();
        foreach (var part in answer.Split((byte)'-'))
        {
            parts.Add(part);
        }
        if (parts.Count != 4)
        {
            draft.Tell(Way.Down, message, Sentence.Of($"says {Excerpt.Text(answer)}"));
            return;
        }
        if (int.TryParse(answer[parts[2]], CultureInfo.InvariantCulture, out var mtu) && mtu is > 0 and < MostMtu)
        {
            Mtu = mtu;
        }
        draft.Tell(Way.Down, message, Sentence.Of(
            $"lets it in: inside the tunnel the server is {Excerpt.Text(answer[parts[0]])}, the client {Excerpt.Text(answer[parts[1]])} /{Excerpt.Text(answer[parts[3]])}, packets have up to {Excerpt.Text(answer[parts[2]])} bytes"));
    }

    static string CodecOf(int number) => Array.IndexOf(CodecNumbers, number) is >= 0 and var codec ? IodineAnswer.CodecNames[codec] : "a codec that is not known";

    static string OptionOf(byte letter) => (char)(letter | 0x20) switch
    {
        't' => "answers in Base32",
        's' => "answers in Base64",
        'u' => "answers in Base64u",
        'v' => "answers in Base128",
        'r' => "answers in raw bytes",
        'l' => "answers that wait for content (lazy mode)",
        'i' => "answers at once",
        _ => "an option that is not known",
    };
}
