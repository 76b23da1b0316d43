namespace Nameward.Engine.Tests.Capture;

/// <summary>Writes pcap files in either byte order and with any of the magic numbers.</summary>
sealed class PcapBuilder
{
    public const uint Micro = 0xA1B2C3D4, Nano = 0xA1B23C4D, Patched = 0xA1B2CD34;
    public const uint FirstSecond = 1_700_000_000;

    readonly List<byte> _bytes = [];
    readonly bool _isBigEndian;
    readonly bool _isPatched;
    uint _second = FirstSecond;

    public PcapBuilder(uint magic = Micro, bool isBigEndian = false, uint link = 1, uint snaplen = 65535)
    {
        _isBigEndian = isBigEndian;
        _isPatched = magic == Patched;
        U32(magic).U32(isBigEndian ? 0x0002_0004u : 0x0004_0002u).U32(0).U32(0).U32(snaplen).U32(link);
    }

    public PcapBuilder Packet(byte[] frame, uint? captured = null, uint? original = null, uint fraction = 250_000)
    {
        U32(_second++).U32(fraction).U32(captured ?? (uint)frame.Length).U32(original ?? (uint)frame.Length);
        if (_isPatched)
        {
            U32(7).U32(0);
        }
        return Bytes(frame);
    }

    public PcapBuilder Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    PcapBuilder U32(uint value) => Bytes(Frames.U32(value, _isBigEndian));
}
