using System.Buffers.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>A DNS stamp (dnscrypt.info/stamps-specifications, 2024): how a resolver is reached, as base64 behind <c>sdns://</c>.</summary>
sealed class DnsStamp
{
    /// <summary>Longest stamp in bytes of text; with hashes and a path it is some hundred.</summary>
    const int MostBytes = 4096;

    const int PropertyBytes = 8;

    /// <summary>A relay of DNSCrypt: the one protocol whose stamp says no properties.</summary>
    const byte Relay = 0x81;

    /// <summary>Address and port; empty where the stamp leaves it to a look-up.</summary>
    public byte[] Address { get; private init; } = [];

    /// <summary>The provider's or server's name; empty where there is none.</summary>
    public byte[] Host { get; private init; } = [];

    /// <summary>Reads a stamp from its base64 (URL alphabet, no filling); null where it is none.</summary>
    public static DnsStamp? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostBytes || !Base64Url.IsValid(text))
        {
            return null;
        }
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromUtf8(text);
        if (bytes.IsEmpty)
        {
            return null;
        }
        var protocol = bytes[0];
        bytes = bytes[1..];
        var properties = protocol == Relay ? 0 : PropertyBytes;
        return bytes.Length < properties ? null : Fields(protocol, bytes[properties..]);
    }

    static DnsStamp? Fields(byte protocol, ReadOnlySpan<byte> bytes) => protocol switch
    {
        0x00 or Relay => Read(ref bytes, out var plain) ? Of(plain, []) : null,
        0x01 => Read(ref bytes, out var address) && Read(ref bytes, out _) && Read(ref bytes, out var provider) ? Of(address, provider) : null,
        0x02 or 0x03 or 0x04 or 0x85 => Read(ref bytes, out var address) && SkipSet(ref bytes) && Read(ref bytes, out var host) ? Of(address, host) : null,
        0x05 => Read(ref bytes, out var target) ? Of([], target) : null,
        _ => null,
    };

    static DnsStamp Of(ReadOnlySpan<byte> address, ReadOnlySpan<byte> host) => new() { Address = address is [(byte)':', ..] ? [] : address.ToArray(), Host = host.ToArray() };

    static bool Read(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> field)
    {
        field = [];
        if (bytes.IsEmpty || bytes.Length <= bytes[0])
        {
            return false;
        }
        field = bytes.Slice(1, bytes[0]);
        bytes = bytes[(bytes[0] + 1)..];
        return true;
    }

    /// <summary>A set of fields: the high bit of a length says that another follows.</summary>
    static bool SkipSet(ref ReadOnlySpan<byte> bytes)
    {
        var goesOn = true;
        while (goesOn)
        {
            if (bytes.IsEmpty || bytes.Length <= (bytes[0] & 0x7F))
            {
                return false;
            }
            goesOn = (bytes[0] & 0x80) != 0;
            bytes = bytes[((bytes[0] & 0x7F) + 1)..];
        }
        return true;
    }
}
