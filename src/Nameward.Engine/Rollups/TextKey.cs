using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A key made of numbers and texts in one canonical spelling: the same content gives the same key.</summary>
/// <param name="Spelling">What a <see cref="TextKeyWriter"/> wrote.</param>
readonly record struct TextKey(string Spelling) : IKept<TextKey>, IComparable<TextKey>
{
    /// <summary>Bytes that are kept of one text; what is behind them is cut off.</summary>
    public const int MostOfText = 512;

    /// <summary>Most characters of a key.</summary>
    public const int Most = 1 << 12;

    /// <inheritdoc/>
    public ulong Hash => WyHash.Of(MemoryMarshal.AsBytes(Spelling.AsSpan()), NameHashing.Seed);

    /// <inheritdoc/>
    public int CompareTo(TextKey other) => string.CompareOrdinal(Spelling, other.Spelling);

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.U16((ushort)Spelling.Length);
        to.Write(MemoryMarshal.AsBytes(Spelling.AsSpan()));
    }

    /// <inheritdoc/>
    public static TextKey ReadFrom(ref StateReader from) => new(new string(MemoryMarshal.Cast<byte, char>(from.Bytes(from.U16() * sizeof(char)))));
}

/// <summary>Spells a <see cref="TextKey"/>: of a text each byte is a character, and numbers are written so that keys sort as their contents do.</summary>
ref struct TextKeyWriter(Span<char> room)
{
    readonly Span<char> _room = room;
    int _used;

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<char> Written => _room[.._used];

    /// <summary>Adds a number of 16 bits.</summary>
    public void U16(int value) => _room[_used++] = (char)value;

    /// <summary>Adds a number of 64 bits.</summary>
    public void U64(ulong value)
    {
        for (var shift = 48; shift >= 0; shift -= 16)
        {
            U16((ushort)(value >> shift));
        }
    }

    /// <summary>Adds an address.</summary>
    public void Address(Address address)
    {
        U64(address.High);
        U64(address.Low);
    }

    /// <summary>Adds a text of at most <see cref="TextKey.MostOfText"/> bytes; what is behind them is cut off.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, TextKey.MostOfText)];
        U16(text.Length);
        _used += Encoding.Latin1.GetChars(text, _room[_used..]);
    }
}

/// <summary>Reads what a <see cref="TextKeyWriter"/> wrote; a key that ends early is a damaged block: <see cref="InvalidDataException"/>.</summary>
ref struct TextKeyReader(TextKey key)
{
    ReadOnlySpan<char> _rest = key.Spelling;

    /// <summary>A number of 16 bits.</summary>
    public int U16() => Take(1)[0];

    /// <summary>A number of 64 bits.</summary>
    public ulong U64()
    {
        var value = 0UL;
        foreach (var part in Take(4))
        {
            value = value << 16 | part;
        }
        return value;
    }

    /// <summary>An address.</summary>
    public Address Address() => new(U64(), U64());

    /// <summary>A text, each byte of it a character.</summary>
    public string Text() => new(Take(U16()));

    /// <summary>A text that is an adversary's.</summary>
    public HostileText Hostile() => HostileText.Text(Text());

    ReadOnlySpan<char> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException("a rollup block holds a key that ends early");
        }
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
