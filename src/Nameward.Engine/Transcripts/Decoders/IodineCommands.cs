using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The commands of an iodine client, by which it agrees with its server on codecs and sizes, and polls. Against caches each carries a counter of 15 or 16 bits
/// that starts at random and grows by one with each command of any kind; seldom by more, where one is lost.
/// </summary>
/// <remarks>
/// A counter that goes on by 1 to 16 is 11 bits: 32,768 values, 16 let pass. It is looked at in names of exactly the form of a command alone, and counts from
/// the fourth step on, where one of them is a ping, a log-in or a probe: names that are numbered by some other rule do not keep three bits of zero at the end of
/// each eighth digit. The shorter commands alone look like any name of five or six letters that ends with a number.
/// </remarks>
sealed class IodineCommands
{
    const int VersionBits = 32, AnswerBits = 32, ProbeBits = 40, StepBits = 11;
    const int CounterMask = 0x7FFF, MostStep = 16, FewestSteps = 4;

    readonly List<Transaction> _steps = [];
    int? _counter;
    int _probes, _versions, _counted;
    bool _isLong;

    /// <summary>Reads a name, labels without dots.</summary>
    public void Read(ReadOnlySpan<byte> text, in Transaction transaction, Agreement agreement)
    {
        if (IodineName.IsProbe(text))
        {
            _probes++;
            agreement.Agree(transaction, transaction.First, ProbeBits);
        }
        else if (IodineName.IsVersion(text))
        {
            _versions++;
            agreement.Agree(transaction, transaction.First, VersionBits);
        }
        if (Counter(text) is not { } counter)
        {
            return;
        }
        _isLong |= IodineName.KindOf(text) is (byte)'v' or (byte)'l' or (byte)'p' or (byte)'z';
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
        if (IodineName.IsVersion(text) && (answer.StartsWith("VACK"u8) || answer.StartsWith("VNAK"u8) || answer.StartsWith("VFUL"u8)))
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
        if (_counted > 0)
        {
            said.Add($"{_counted} commands are counted one after the other");
        }
        return said.Count > 0 ? Sentence.Of(string.Join("; ", said)) : null;
    }

    void CountSteps(Transaction transaction, Agreement agreement)
    {
        // They prove themselves only with the fourth.
        for (; _isLong && _steps.Count >= FewestSteps && _counted < _steps.Count; _counted++)
        {
            agreement.Agree(_steps[_counted], transaction.First, StepBits);
        }
    }

    /// <summary>The counter of a command, its lower 15 bits; null where the name is none.</summary>
    static int? Counter(ReadOnlySpan<byte> text) => IodineName.KindOf(text) switch
    {
        (byte)'v' => IodineName.IsVersion(text) ? Packed(text) : null,
        (byte)'l' or (byte)'n' or (byte)'p' => Packed(text),
        (byte)'y' or (byte)'s' or (byte)'o' => IodineName.Digits(text[3..]),
        (byte)'i' => IodineName.Digits(text[2..]),
        (byte)'z' => IodineName.IsProbe(text) ? IodineName.Digits(text[1..4]) : null,
        _ => null,
    };

    /// <summary>The last two of the bytes packed in a text.</summary>
    static int Packed(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt16BigEndian(IodineName.Packed(text).AsSpan(^2..)) & CounterMask;
}
