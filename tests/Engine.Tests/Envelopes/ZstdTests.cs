using System.Diagnostics;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

public class ZstdTests
{
    [Fact]
    public void ZstdIsUnpackedByItsProgram()
    {
        var lines = EvidenceFolder.Lines(40_000, 14);
        var packed = Zstd(lines);
        LayerBytes.AreWhole(lines, packed);
        LayerBytes.AreWhole(lines, EvidenceFolder.Gzip(packed));
        LayerBytes.AreTheSameInAnySteps(Zstd(EvidenceFolder.Lines(500, 15)), 10);
    }

    [Fact]
    public void DamagedZstdIsReadUpToTheDamage()
    {
        var lines = EvidenceFolder.Lines(100_000, 16);
        var packed = Zstd(lines);
        var (bytes, damage) = LayerBytes.Whole(packed[..(packed.Length / 2)]);
        Assert.True(bytes.Length > 1000 && lines.AsSpan().StartsWith(bytes));
        Assert.Equal($"the zstd data is damaged or ends early, {bytes.Length:N0} bytes unpacked", damage);
    }

    [Fact]
    public void WhatIsNotReadOnIsStopped()
    {
        using var folder = new EvidenceFolder();
        var path = folder.Write("a.zst", Zstd(EvidenceFolder.Lines(200_000, 17)));
        for (var i = 0; i < 10; i++)
        {
            using var file = RawFile.Own(RawFile.OpenHandle(path), hash: true);
            using (var peeled = Peeled.Of(new PlainBytes(file), 0))
            {
                Assert.Equal(100, peeled.Bytes.Fill(new byte[100]));
            }
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), file.Digest());
        }
    }

    static byte[] Zstd(byte[] plain)
    {
        if (!ZstdProgram.IsThere)
        {
            Assert.Skip("the program zstd is not on the PATH");
        }
        using var folder = new EvidenceFolder();
        var path = folder.Write("plain", plain);
        using (var pack = Process.Start("zstd", ["-qq", path]))
        {
            pack.WaitForExit();
        }
        return File.ReadAllBytes(path + ".zst");
    }
}
