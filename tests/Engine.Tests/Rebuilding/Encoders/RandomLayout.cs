using System.Globalization;
using System.Numerics;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>
/// A way of sending a file in names, or in answers to numbered names, as someone might write it in an afternoon: an id, a number, the total of chunks, a nonce
/// and data, in some order and codec.
/// </summary>
sealed class RandomLayout
{
    const string Hex = "0123456789abcdef", Lower = "abcdefghijklmnopqrstuvwxyz", Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digits = "0123456789";
    const string Bitcoin = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    static readonly (string Name, string Alphabet)[] Codecs =
    [
        ("hexadecimal", Hex), ("hexadecimal in letters", "abcdefghijklmnop"), ("base32", Lower + "234567"), ("base32hex", Digits + Lower[..22]), ("z-base-32", "ybndrfg8ejkmcpqxot1uwisza345h769"),
        ("base32 of Crockford", Digits + "abcdefghjkmnpqrstvwxyz"), ("base32 of iodine", Lower + "012345"), ("base64url", Upper + Lower + Digits + "-_"), ("base64", Upper + Lower + Digits + "+/"),
        ("base64 of iodine", Lower + Upper + "-" + Digits + "+"), ("base128 of iodine", Lower + Upper + Digits + string.Concat(Enumerable.Range(0xBC, 66).Select(sign => (char)sign))),
        ("base58", Bitcoin), ("octets in decimal", Digits),
    ];

    static readonly (string Name, string Alphabet)[] TextCodecs = [Codecs[0], Codecs[2], Codecs[8], Codecs[8], Codecs[8]];

    readonly Random _random;
    readonly int _counter, _begin, _nonceSigns;
    readonly bool _hasId, _hasTotal, _isGlued;
    readonly string _id, _alphabet;
    readonly int[] _order;

    /// <summary>A layout of this seed.</summary>
    public RandomLayout(int seed)
    {
        _random = new(seed);
        Down = _random.Next(3) > 0 ? "" : _random.Next(4) switch { 0 => "a", 1 => "aaaa", _ => "txt" };
        (Codec, _alphabet) = Down switch { "" => Codecs[_random.Next(Codecs.Length)], "txt" => TextCodecs[_random.Next(TextCodecs.Length)], _ => ("bytes", "") };
        (_counter, _begin) = (_random.Next(9), _random.Next(2));
        (_hasId, _isGlued, _hasTotal) = (_random.Next(2) == 0, _random.Next(2) == 0, _random.Next(3) == 0);
        _nonceSigns = _random.Next(3) == 0 ? _random.Next(3, 8) : 0;
        _id = Signs(Lower, 1) + Signs(Lower + Digits, _random.Next(2, 6));
        ChunkBytes = Down switch { "a" => 4, "aaaa" => 16, _ => _random.Next(12, 41) };
        Kind = RandomPayload.Kinds[_random.Next(RandomPayload.Kinds.Length)];
        IsCut = int.IsPow2(_alphabet.Length) && _random.Next(3) == 0;
        var whole = RandomPayload.Of(_random, Kind, ChunkBytes * _random.Next(12, 80) - _random.Next(ChunkBytes));
        Content = IsOfAddresses ? whole[..(whole.Length / ChunkBytes * ChunkBytes)] : whole;
        _order = [0, 1, 2, 3];
        _random.Shuffle(_order);
        if (Math.Abs(Array.IndexOf(_order, 2) - Array.IndexOf(_order, 3)) == 1)
        {
            // A nonce next to data of the same signs cannot be told from it.
            _nonceSigns = 0;
        }
    }

    /// <summary>What it sends.</summary>
    public byte[] Content { get; }

    /// <summary>What kind of file that is.</summary>
    public string Kind { get; }

    /// <summary>Bytes of a chunk, where each is written by itself.</summary>
    public int ChunkBytes { get; }

    /// <summary>In which codec.</summary>
    public string Codec { get; }

    /// <summary>Whether one long text of it is cut.</summary>
    public bool IsCut { get; }

    /// <summary>In which answers it goes down, asked for by number; empty where it goes up.</summary>
    public string Down { get; }

    /// <summary>Whether it goes down.</summary>
    public bool IsDown => Down.Length > 0;

    /// <summary>Whether the answers that carry it are addresses.</summary>
    public bool IsOfAddresses => Down is "a" or "aaaa";

    /// <summary>Whether chunks are numbered.</summary>
    public bool IsNumbered => _counter != 8;

    /// <summary>Whether names say how many chunks there are.</summary>
    public bool HasTotal => _hasTotal && _counter < 5;

    /// <summary>Whether the case of letters means something in names.</summary>
    public bool TellsCase => !IsDown && _alphabet.Any(char.IsUpper);

    /// <summary>The questions, and the bytes that each of them carries whole.</summary>
    public List<(Question Question, int Bytes)> Questions()
    {
        var chunks = Chunks().ToList();
        var type = Down switch { "txt" => RecordTypes.Txt, "aaaa" => RecordTypes.Aaaa, _ => RecordTypes.A };
        var bytes = IsCut ? 0 : ChunkBytes;
        return [.. chunks.Select((chunk, number) => (IsDown
            ? new Question(Name(number, chunks.Count, ""), type, Down == "txt" ? Transcripts.Talk.Txt(chunk) : Content[(number * ChunkBytes)..((number + 1) * ChunkBytes)])
            : new Question(Name(number, chunks.Count, chunk), type, [127, 0, 0, 1]), number + 1 < chunks.Count ? bytes : 0))];
    }

    IEnumerable<string> Chunks()
    {
        if (!IsCut)
        {
            return Content.Chunk(ChunkBytes).Select(chunk => IsOfAddresses ? "" : Encode(chunk));
        }
        return Encode(Content).Chunk(_random.Next(30, 70)).Select(chunk => new string(chunk));
    }

    string Name(int number, int count, string chunk)
    {
        var counted = Number(_counter == 5 ? count - 1 - number : number) + (HasTotal ? (_counter is 0 or 1 && _isGlued ? "" : _isGlued ? "-" : ".") + Written(count) : "");
        var fields = new[] { _hasId ? _id : "", counted, _nonceSigns > 0 ? Signs(Hex, _nonceSigns) : "", string.Join('.', chunk.Chunk(60).Select(label => new string(label))) };
        if (_isGlued && _hasId)
        {
            (fields[0], fields[1]) = ("", fields[1] + fields[0]);
        }
        var name = string.Join('.', _order.Select(field => fields[field]).Where(field => field.Length > 0));
        // A name that is asked for by nothing but its place in time still differs from the last.
        return name.Length > 0 && (IsNumbered || chunk.Length > 0) ? name : $"{Signs(Lower + Digits, 9)}{(name.Length > 0 ? "." + name : "")}";
    }

    string Number(int number) => _counter switch
    {
        8 => "",
        5 => Written(number),
        6 => (number * ChunkBytes).ToString(CultureInfo.InvariantCulture),
        7 => $"{Lower[number / 26 % 26]}{Lower[number % 26]}",
        _ => Written(number + _begin),
    };

    string Written(int number) => _counter switch
    {
        0 or 5 => number.ToString("d4", CultureInfo.InvariantCulture),
        1 => number.ToString("x3", CultureInfo.InvariantCulture),
        2 => number.ToString(CultureInfo.InvariantCulture),
        3 => number.ToString("x", CultureInfo.InvariantCulture),
        _ => $"{(Digits + Lower)[number / 1296 % 36]}{(Digits + Lower)[number / 36 % 36]}{(Digits + Lower)[number % 36]}",
    };

    string Encode(byte[] bytes) => Codec switch
    {
        "octets in decimal" => string.Concat(bytes.Select(value => value.ToString("d3", CultureInfo.InvariantCulture))),
        "base58" => Encode58(bytes),
        _ => Transcripts.Talk.Encode(bytes, _alphabet),
    };

    static string Encode58(byte[] bytes)
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new StringBuilder();
        for (; number > 0; number /= 58)
        {
            text.Insert(0, Bitcoin[(int)(number % 58)]);
        }
        return new string(Bitcoin[0], bytes.TakeWhile(value => value == 0).Count()) + text;
    }

    string Signs(string alphabet, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => alphabet[_random.Next(alphabet.Length)]));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Codec}, counter {_counter} from {_begin}, id {_hasId}, total {HasTotal}, glued {_isGlued}, nonce {_nonceSigns}, order {string.Concat(_order)}, {Content.Length} bytes of {Kind} by {ChunkBytes}{(IsCut ? ", cut" : "")}, {(IsDown ? "down in " + Down : "up")}";
}
