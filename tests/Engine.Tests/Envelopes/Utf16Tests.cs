using System.Text;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

public class Utf16Tests
{
    static readonly Encoding[] Both = [Encoding.Unicode, Encoding.BigEndianUnicode];

    [Fact]
    public void TextInUtf16IsGivenAsUtf8()
    {
        var text = string.Concat(Enumerable.Repeat("dns.example\tä€😀\r\n", 9000));
        foreach (var encoding in Both)
        {
            byte[] packed = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            var (bytes, damage) = LayerBytes.Whole(packed);
            Assert.Null(damage);
            Assert.Equal('\uFEFF' + text, Encoding.UTF8.GetString(bytes));
            LayerBytes.AreTheSameInAnySteps(packed[..4000], 60);
            LayerBytes.AreTheSameInAnySteps(EvidenceFolder.Gzip(packed.AsSpan(0, 4000)), 20);
        }
    }

    [Fact]
    public void HalvesOfPairsAreReplacedAndAnOddByteIsTold()
    {
        byte[] packed = [0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0x62, 0, 0x00, 0xDE, 0x63, 0, 0x0A];
        var (bytes, damage) = LayerBytes.Whole(packed);
        Assert.StartsWith("\uFEFFa\uFFFDb\uFFFDc", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal("the text in UTF-16 ends in the middle of a character", damage);
    }

    [Fact]
    public void ALogInUtf16IsReadFromBehindItsMark()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.log", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("=words\none\ntwo\n")]);
        folder.Write("b.log", [0xFF, 0xFE]);
        using var evidence = folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, 1);
        Assert.Equal(["one", "two"], rows.Select(row => row.Name));
        Assert.Equal([null, "the file is empty"], report.Sources.Select(source => source.Damage));
        Assert.Equal("two", evidence.Excerpts([rows[1].At]).Values.Single().Raw);
    }
}
