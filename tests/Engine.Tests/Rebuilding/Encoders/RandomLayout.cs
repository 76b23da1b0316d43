using System.Globalization;
using System.Numerics;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>A way of sending a file up in names, as someone might write it in an afternoon: an id, a number, a nonce and data, in some order and codec.</summary>
sealed class RandomLayout
{
    const string Hex = "0123456789abcdef", Lower = "abcdefghijklmnopqrstuvwxyz", Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digits = "0123456789";
    const string Bitcoin = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    static readonly string[] Words = "the file report of user system windows memory list all account network at from server not found 2026 path is in users admin local and password value key data total for by to size 127 3389 http on off true".Split(' ');

    static readonly (string Name, string Alphabet)[] Codecs =
    [
        ("hexadecimal", Hex), ("base32", Lower + "234567"), ("base32hex", Digits + Lower[..22]), ("z-base-32", "ybndrfg8ejkmcpqxot1uwisza345h769"),
        ("base64url", Upper + Lower + Digits + "-_"), ("base64", Upper + Lower + Digits + "+/"), ("base58", Bitcoin), ("octets in decimal", Digits),
    ];

    readonly Random _random;
    readonly int _counter;
    readonly bool _hasId, _isGlued;
    readonly string _id, _alphabet;
    readonly int _nonceSigns;
    readonly int[] _order;

    /// <summary>A layout of this seed.</summary>
    public RandomLayout(int seed)
    {
        _random = new(seed);
        (Codec, _alphabet) = Codecs[_random.Next(Codecs.Length)];
        _counter = _random.Next(6);
        (_hasId, _isGlued) = (_random.Next(2) == 0, _random.Next(2) == 0);
        _nonceSigns = _random.Next(3) == 0 ? _random.Next(3, 8) : 0;
        _id = Signs(Lower, 1) + Signs(Lower + Digits, _random.Next(2, 6));
        ChunkBytes = _random.Next(12, 41);
        IsText = _random.Next(2) == 0;
        IsCut = int.IsPow2(_alphabet.Length) && _random.Next(3) == 0;
        IsDown = _random.Next(4) == 0;
        var chunks = _random.Next(12, 80);
        Content = IsText ? Text(ChunkBytes * chunks - _random.Next(ChunkBytes)) : Damage.Bytes(_random, ChunkBytes * chunks - _random.Next(ChunkBytes));
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

    /// <summary>Bytes of a chunk, where each is written by itself.</summary>
    public int ChunkBytes { get; }

    /// <summary>In which codec.</summary>
    public string Codec { get; }

    /// <summary>Whether the content is text; else it is random.</summary>
    public bool IsText { get; }

    /// <summary>Whether one long text of it is cut.</summary>
    public bool IsCut { get; }

    /// <summary>Whether it goes down in TXT, asked for by number.</summary>
    public bool IsDown { get; }

    /// <summary>Whether chunks are numbered.</summary>
    public bool IsNumbered => _counter != 5;

    /// <summary>The questions.</summary>
    public List<Question> Questions()
    {
        var chunks = Chunks().ToList();
        return [.. chunks.Select((chunk, number) => IsDown
            ? new Question(Name(number, ""), RecordTypes.Txt, Transcripts.Talk.Txt(chunk))
            : new Question(Name(number, chunk), RecordTypes.A, [127, 0, 0, 1]))];
    }

    IEnumerable<string> Chunks()
    {
        if (!IsCut)
        {
            return Content.Chunk(ChunkBytes).Select(chunk => Encode(chunk));
        }
        return Encode(Content).Chunk(_random.Next(30, 70)).Select(chunk => new string(chunk));
    }

    string Name(int number, string chunk)
    {
        var fields = new[] { _hasId ? _id : "", Number(number), _nonceSigns > 0 ? Signs(Hex, _nonceSigns) : "", string.Join('.', chunk.Chunk(60).Select(label => new string(label))) };
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
        0 => number.ToString("d4", CultureInfo.InvariantCulture),
        1 => number.ToString("x3", CultureInfo.InvariantCulture),
        2 => number.ToString(CultureInfo.InvariantCulture),
        3 => number.ToString("x", CultureInfo.InvariantCulture),
        4 => $"{(Digits + Lower)[number / 1296 % 36]}{(Digits + Lower)[number / 36 % 36]}{(Digits + Lower)[number % 36]}",
        _ => "",
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

    byte[] Text(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Words[_random.Next(Words.Length)]).Append(_random.Next(9) == 0 ? "\r\n" : " ");
        }
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    string Signs(string alphabet, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => alphabet[_random.Next(alphabet.Length)]));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Codec}, counter {_counter}, id {_hasId} glued {_isGlued}, nonce {_nonceSigns}, order {string.Concat(_order)}, {Content.Length} bytes of {(IsText ? "text" : "random")} by {ChunkBytes}{(IsCut ? ", cut" : "")}{(IsDown ? ", down" : "")}";
}
