using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The commands of an iodine client, by which it agrees with its server on codecs and sizes, and polls. Against caches each carries a counter of 15 or 16 bits
/// that starts at random and grows by one with each command of any kind; seldom by more, where one is lost.
/// </summary>
/// <remarks>
/// A counter that goes on by 1 to 16 is 11 bits: 32,768 values, 16 let pass. It is looked at in names of exactly the form of a command alone, and counts from
/// the fourth step on: names that are numbered by some other rule do not keep three bits of zero at the end of each seventh and ninth digit.
/// </remarks>
sealed class IodineCommands
{
    const uint Version = 0x00000502;
    const int VersionBits = 32, AnswerBits = 32, ProbeBits = 40, StepBits = 11;
    const int CounterMask = 0x7FFF, MostStep = 16, FewestSteps = 4;

    /// <summary>Letters that the client sends to see whether they come back (src/client.c, handshake_upenc_autodetect): enough of each to be sure.</summary>
    static readonly byte[][] Probes =
    [
        [.. "aA-Aaahhh-Drink-mal-ein-J"u8], [.. "aA-La-fl"u8, 0xFB, .. "te-na"u8, 0xEF, .. "ve-fran"u8, 0xE7, .. "aise-est-retir"u8],
        [.. "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ"u8],
        [.. "aA0123456789"u8, 0xBC, 0xBD, 0xBE, 0xBF, 0xC0, 0xC1, 0xC2, 0xC3], [.. "aA"u8, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8],
    ];

    readonly List<Transaction> _steps = [];
    int? _counter;
    int _probes, _versions;

    /// <summary>Reads a name, labels without dots.</summary>
    public void Read(ReadOnlySpan<byte> text, in Transaction transaction, Agreement agreement)
    {
        if (IsProbe(text))
        {
            _probes++;
            agreement.Agree(transaction, transaction.First, ProbeBits);
        }
        else if (IsVersion(text))
        {
            _versions++;
            agreement.Agree(transaction, transaction.First, VersionBits);
        }
        if (Counter(text) is not { } counter)
        {
            return;
        }
        if (_counter is { } last && (counter - last & CounterMask) is > 0 and <= MostStep)
        {
            _steps.Add(transaction);
            CountSteps(transaction, agreement);
        }
        _counter = counter;
    }

    /// <summary>Reads what came back for a question for the version.</summary>
    public static void ReadVersion(ReadOnlySpan<byte> text, ReadOnlySpan<byte> answer, in Transaction transaction, Agreement agreement)
    {
        if (IsVersion(text) && (answer.StartsWith("VACK"u8) || answer.StartsWith("VNAK"u8) || answer.StartsWith("VFUL"u8)))
        {
            agreement.Agree(transaction, transaction.Answer, AnswerBits);
        }
    }

    /// <summary>What agreed, for people; null where nothing did.</summary>
    public Sentence? Say()
    {
        List<string> said = [];
        if (_versions > 0)
        {
            said.Add("it asks for version 0x502 of the protocol");
        }
        if (_probes > 0)
        {
            said.Add(_probes == 1 ? "a name is the probe of letters" : $"{_probes} names are its probes of letters");
        }
        if (_steps.Count >= FewestSteps)
        {
            said.Add($"{_steps.Count} commands are counted one after the other");
        }
        return said.Count > 0 ? Sentence.Of(string.Join("; ", said)) : null;
    }

    void CountSteps(Transaction transaction, Agreement agreement)
    {
        if (_steps.Count == FewestSteps)
        {
            // They prove themselves only with the fourth.
            _steps.ForEach(step => agreement.Agree(step, transaction.First, StepBits));
        }
        else if (_steps.Count > FewestSteps)
        {
            agreement.Agree(transaction, transaction.First, StepBits);
        }
    }

    /// <summary>Whether a name is the command "z", a counter of three digits and a probe. A log may fold case, and show "?" for what does not print.</summary>
    static bool IsProbe(ReadOnlySpan<byte> text)
    {
        const int Before = 4;
        if (text.Length < Before || (text[0] | 0x20) != 'z')
        {
            return false;
        }
        foreach (var probe in Probes)
        {
            if (text.Length >= Before + probe.Length && IsLike(text.Slice(Before, probe.Length), probe))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsLike(ReadOnlySpan<byte> text, ReadOnlySpan<byte> probe)
    {
        const int MostHidden = 5;
        var hidden = 0;
        for (var i = 0; i < probe.Length; i++)
        {
            hidden += text[i] == '?' && probe[i] >= 0x80 ? 1 : 0;
            if (text[i] != probe[i] && !(text[i] == '?' && probe[i] >= 0x80) && !(char.IsAsciiLetter((char)probe[i]) && (text[i] | 0x20) == (probe[i] | 0x20)))
            {
                return false;
            }
        }
        return hidden < MostHidden;
    }

    static bool IsVersion(ReadOnlySpan<byte> text)
    {
        Span<byte> said = stackalloc byte[6];
        return text.Length == 11 && (text[0] | 0x20) == 'v' && IodineAnswer.Base32.Decode(text[1..], said) == said.Length && BinaryPrimitives.ReadUInt32BigEndian(said) == Version;
    }

    /// <summary>The counter of a command, its lower 15 bits; null where the name is none.</summary>
    static int? Counter(ReadOnlySpan<byte> text) => (text[0] | 0x20, text.Length) switch
    {
        ('v', 11) => IsVersion(text) ? Packed(text[1..], 6) : null,
        ('l', 32) => Packed(text[1..], 19),
        ('n', 9) => Packed(text[1..], 5),
        ('p', 8) => Packed(text[1..], 4),
        ('y' or 's' or 'o', 6) => Digits(text[3..]),
        ('i', 5) => Digits(text[2..]),
        ('z', >= 6) => IsProbe(text) ? Digits(text[1..4]) : null,
        _ => null,
    };

    /// <summary>The last two of the bytes packed in a text; null where it holds another number of them, or what is left of its last digit is not zero.</summary>
    static int? Packed(ReadOnlySpan<byte> text, int bytes)
    {
        Span<byte> packed = stackalloc byte[32];
        if (IodineAnswer.Base32.Decode(text, packed) != bytes || (IodineAnswer.Base32.ValueOf(text[^1]) & (1 << text.Length * 5 % 8) - 1) != 0)
        {
            return null;
        }
        return BinaryPrimitives.ReadUInt16BigEndian(packed[(bytes - 2)..]) & CounterMask;
    }

    static int? Digits(ReadOnlySpan<byte> digits)
    {
        int first = IodineAnswer.Base32.ValueOf(digits[0]), second = IodineAnswer.Base32.ValueOf(digits[1]), third = IodineAnswer.Base32.ValueOf(digits[2]);
        return first < 0 || second < 0 || third < 0 ? null : first << 10 | second << 5 | third;
    }
}
