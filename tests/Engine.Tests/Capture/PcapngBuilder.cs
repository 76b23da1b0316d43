namespace Nameward.Engine.Tests.Capture;

/// <summary>Writes pcapng files, section by section, in either byte order.</summary>
sealed class PcapngBuilder
{
    readonly List<byte> _bytes = [];
    bool _isBigEndian;

    public PcapngBuilder Section(bool isBigEndian = false)
    {
        _isBigEndian = isBigEndian;
        return Block(0x0A0D0D0A, [.. U32(0x1A2B3C4D), .. U16(1), .. U16(0), .. Enumerable.Repeat((byte)0xFF, 8)]);
    }

    public PcapngBuilder Interface(ushort link = 1, uint snaplen = 0, params ReadOnlySpan<byte> options) =>
        Block(1, [.. U16(link), .. U16(0), .. U32(snaplen), .. options]);

    public PcapngBuilder Enhanced(byte[] frame, ulong time = 0, uint interfaceNumber = 0, uint? captured = null) =>
        Block(6, [.. U32(interfaceNumber), .. U32((uint)(time >> 32)), .. U32((uint)time),
            .. U32(captured ?? (uint)frame.Length), .. U32((uint)frame.Length), .. frame]);

    public PcapngBuilder Obsolete(byte[] frame, ulong time = 0) =>
        Block(2, [.. U16(0), .. U16(0), .. U32((uint)(time >> 32)), .. U32((uint)time),
            .. U32((uint)frame.Length), .. U32((uint)frame.Length), .. frame]);

    public PcapngBuilder Simple(byte[] frame, uint original) => Block(3, [.. U32(original), .. frame]);

    public PcapngBuilder Block(uint type, byte[] body, uint? firstLength = null, uint? lastLength = null)
    {
        var padded = body.Length + 3 & ~3;
        var length = (uint)padded + 12;
        return Bytes([.. U32(type), .. U32(firstLength ?? length), .. body, .. new byte[padded - body.Length], .. U32(lastLength ?? length)]);
    }

    public PcapngBuilder Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>One option, padded.</summary>
    public byte[] Option(ushort code, params ReadOnlySpan<byte> value) =>
        [.. U16(code), .. U16((ushort)value.Length), .. value, .. new byte[(4 - value.Length % 4) % 4]];

    public byte[] U64(long value) => _isBigEndian
        ? [.. U32((uint)(value >> 32)), .. U32((uint)value)]
        : [.. U32((uint)value), .. U32((uint)(value >> 32))];

    public byte[] ToArray() => [.. _bytes];

    byte[] U32(uint value) => Frames.U32(value, _isBigEndian);

    byte[] U16(ushort value) => _isBigEndian ? Frames.U16(value) : [(byte)value, (byte)(value >> 8)];
}
