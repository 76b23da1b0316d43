using System.Buffers.Binary;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Every real capture at hand is read whole, and every packet is counted once.</summary>
public class SharedCapturesTests
{
    [Theory]
    [InlineData("samples/pcap")]
    [InlineData("samples/pcapng")]
    [InlineData("samples/pcap-tunnel")]
    [InlineData("captures")]
    [InlineData("lab/captures")]
    [Trait("tier", "ci")]
    public void EveryPacketOfEveryCaptureIsObservedIgnoredOrMalformed(string folder)
    {
        var files = Directory.GetFiles(Samples.Shared(folder), "*", SearchOption.AllDirectories)
            .Where(IsNamedCapture).Order(StringComparer.Ordinal).ToList();
        var read = 0;
        foreach (var path in files)
        {
            var file = Samples.Unpacked(path);
            var packets = file.Length < 24 ? -1 : CountPackets(file);
            if (packets < 0)
            {
                continue;
            }
            DigestRows whole = new(), wholeInOrder = new(), forked = new(), forkedInOrder = new();
            Assert.Equal(file.Length, Reading.Open(file).Read(file, true, whole));
            Assert.Equal(file.Length, Reading.Open(file).Skim(file, true, wholeInOrder));
            var counted = whole.Packets.Union(wholeInOrder.Packets).Count();
            Assert.True(counted == packets, $"{path}: {counted} packets reported of {packets}");
            Assert.True(!whole.Packets.Overlaps(wholeInOrder.Packets), $"{path}: a packet is reported both ways");
            Reading.Forked(file, file.Length / 2, forked, forkedInOrder);
            Assert.True((whole.Digest, wholeInOrder.Digest) == (forked.Digest, forkedInOrder.Digest), path);
            read++;
        }
        TestContext.Current.SendDiagnosticMessage($"{folder}: {read} captures of {files.Count} files read");
        Assert.NotEqual(0, read);
    }

    static bool IsNamedCapture(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;
        return Path.GetExtension(name) is ".pcap" or ".pcapng" or ".cap";
    }

    /// <summary>Counts packets by their lengths alone, in as few lines as that takes; -1 where the file is no capture.</summary>
    static int CountPackets(byte[] file)
    {
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(file);
        return magic switch
        {
            0xA1B2C3D4 or 0xA1B23C4D => CountPcap(file, isBigEndian: false),
            0xD4C3B2A1 or 0x4D3CB2A1 => CountPcap(file, isBigEndian: true),
            0x0A0D0D0A => CountPcapng(file),
            _ => -1,
        };
    }

    static int CountPcap(byte[] file, bool isBigEndian)
    {
        var count = 0;
        for (var at = 24; at < file.Length; count++)
        {
            at = at + 16 > file.Length ? file.Length : at + 16 + (int)U32(file, at + 8, isBigEndian);
        }
        return count;
    }

    static int CountPcapng(byte[] file)
    {
        var count = 0;
        var isBigEndian = false;
        for (var at = 0; at + 12 <= file.Length; at += (int)U32(file, at + 4, isBigEndian))
        {
            if (U32(file, at, false) == 0x0A0D0D0A)
            {
                isBigEndian = U32(file, at + 8, true) == 0x1A2B3C4D;
            }
            count += U32(file, at, isBigEndian) is 2 or 3 or 6 ? 1 : 0;
        }
        return count;
    }

    static uint U32(byte[] file, int at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
}
