using System.Buffers.Text;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A text that is put together piece by piece, as a list between commas or otherwise. One belongs to one reader and is used again.</summary>
sealed class JoinedText
{
    byte[] _bytes = [];
    int _length;

    /// <summary>The text; valid until more is added.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Begins anew.</summary>
    public JoinedText Clear()
    {
        _length = 0;
        return this;
    }

    /// <summary>Adds a text as it stands.</summary>
    public JoinedText Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
        return this;
    }

    /// <summary>Adds a text, a comma before it where it is not the first; nothing where it is empty.</summary>
    public JoinedText AddItem(ReadOnlySpan<byte> text) => text.IsEmpty ? this : AddComma().Add(text);

    /// <summary>Adds a text, a space before it where it is not the first; nothing where it is empty.</summary>
    public JoinedText AddWord(ReadOnlySpan<byte> text) => text.IsEmpty ? this : Add(_length == 0 ? [] : " "u8).Add(text);

    /// <summary>Adds a comma where something stands before it.</summary>
    public JoinedText AddComma() => Add(_length == 0 ? [] : ", "u8);

    /// <summary>Adds a text in lower case.</summary>
    public JoinedText AddLower(ReadOnlySpan<byte> text)
    {
        var to = Room(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            to[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }
        _length += text.Length;
        return this;
    }

    /// <summary>Adds a name of the DNS in lower case and without the dot at its end; the root is a dot.</summary>
    public JoinedText AddName(ReadOnlySpan<byte> name) => AddLower(name.Length > 1 && name[^1] == '.' ? name[..^1] : name);

    /// <summary>Adds a number in decimal digits.</summary>
    public JoinedText AddNumber(long number)
    {
        const int MostDigits = 20;
        Utf8Formatter.TryFormat(number, Room(MostDigits), out var digits);
        _length += digits;
        return this;
    }

    /// <summary>Adds an address in its usual text, a comma before it where it is not the first.</summary>
    public JoinedText AddAddress(Address address)
    {
        const int MostOfAddress = 64;
        AddComma();
        _length += Encoding.ASCII.GetBytes(address.ToString(), Room(MostOfAddress));
        return this;
    }

    Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_length + bytes, Math.Max(256, 2 * _bytes.Length)));
        }
        return _bytes.AsSpan(_length, bytes);
    }
}
