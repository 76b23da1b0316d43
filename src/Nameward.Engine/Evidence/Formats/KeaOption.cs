using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// An option that a Kea server gives to hosts, where it names DNS servers: option 6 of DHCP, option 23 of DHCPv6, by name or by number, its addresses as text or, where
/// <c>csv-format</c> is false, in hexadecimal. One belongs to one reader.
/// </summary>
sealed class KeaOption
{
    enum Key : byte
    {
        Other,
        Name,
        Code,
        Space,
        IsText,
        Data,
    }

    readonly JoinedText _servers = new();
    byte[] _bytes = [];
    bool _isV6;

    /// <summary>The option's name.</summary>
    public ReadOnlySpan<byte> Name => _isV6 ? "dns-servers"u8 : "domain-name-servers"u8;

    /// <summary>The servers; <c>none</c> where there are none.</summary>
    public ReadOnlySpan<byte> Servers => _servers.IsEmpty ? "none"u8 : _servers.Text;

    /// <summary>Reads an option; false where it names no DNS servers.</summary>
    public bool TryRead(ReadOnlySpan<byte> option, bool isV6)
    {
        _isV6 = isV6;
        _servers.Clear();
        var scanner = new JsonScanner(option);
        scanner.TryBegin((byte)'{');
        bool isMine = false, isOther = false, isText = true;
        ReadOnlySpan<byte> data = [];
        while (scanner.TryMember(out var name, out var value))
        {
            var member = KeyOf(name.In(option));
            var text = value.In(option);
            isMine |= (member == Key.Name && text.SequenceEqual(Name)) || (member == Key.Code && text.SequenceEqual(isV6 ? "23"u8 : "6"u8));
            isOther |= member == Key.Space && !text.SequenceEqual(isV6 ? "dhcp6"u8 : "dhcp4"u8);
            isText &= member != Key.IsText || !text.SequenceEqual("false"u8);
            data = member == Key.Data && value.Kind == JsonKind.String ? text : data;
        }
        if (isMine && !isOther)
        {
            Add(data, isText);
        }
        return isMine && !isOther;
    }

    static Key KeyOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("name"u8) => Key.Name,
        _ when name.SequenceEqual("code"u8) => Key.Code,
        _ when name.SequenceEqual("space"u8) => Key.Space,
        _ when name.SequenceEqual("csv-format"u8) => Key.IsText,
        _ when name.SequenceEqual("data"u8) => Key.Data,
        _ => Key.Other,
    };

    void Add(ReadOnlySpan<byte> data, bool isText)
    {
        if (!isText && TryHex(data, out var length))
        {
            var size = _isV6 ? 16 : 4;
            for (var at = 0; at + size <= length; at += size)
            {
                _servers.AddAddress(Address.FromBytes(_bytes.AsSpan(at, size)));
            }
            return;
        }
        while (!data.IsEmpty)
        {
            _servers.AddItem(TextWords.TakeUntil(ref data, (byte)',').Trim(" \t"u8));
        }
    }

    /// <summary>Reads bytes in hexadecimal as Kea does: all in one, or with spaces or colons between them, with 0x before them or not.</summary>
    bool TryHex(ReadOnlySpan<byte> data, out int length)
    {
        _bytes = _bytes.Length < data.Length ? new byte[data.Length] : _bytes;
        return HexDigits.TryRead(data.StartsWith("0x"u8) || data.StartsWith("0X"u8) ? data[2..] : data, " :"u8, _bytes, out length);
    }
}
