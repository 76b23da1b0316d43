using System.IO.Compression;
using System.Text;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

public class ContentKindTests
{
    [Theory]
    [InlineData("SSH-2.0-x", "ssh")]
    [InlineData("PK\u0003\u0004....", "zip")]
    [InlineData("MZ......", "pe")]
    [InlineData("%PDF-1.7", "pdf")]
    [InlineData("GET / HTTP/1.1", "http")]
    [InlineData("uid=0(root) gid=0(root)\n", "text")]
    [InlineData("\u0001\u0002\u0003\u0004", "data")]
    [InlineData("", "empty")]
    public void SignaturesAndTextAreKnown(string content, string kind) => Assert.Equal(kind, ContentKind.Of(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void PackedAndEncryptedBytesAreToldFromOthers()
    {
        var random = new byte[20_000];
        new Random(1).NextBytes(random);
        Assert.Equal("random-looking", ContentKind.Of(random));
        Assert.Equal("data", ContentKind.Of(random.AsSpan(0, 1000)));
        Assert.Equal("data", ContentKind.Of([.. random.Select(value => (byte)(value & 0x7F))]));
        Assert.Equal("text", ContentKind.Of(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("grüße aus münchen, ", 50)))));
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write("what was said, what was said"u8);
        }
        Assert.Equal("zlib", ContentKind.Of(packed.ToArray()));
    }
}
