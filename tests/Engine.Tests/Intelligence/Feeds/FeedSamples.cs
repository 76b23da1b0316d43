using Nameward.Engine.Intelligence.Feeds;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

/// <summary>Our own samples of feeds.</summary>
static class FeedSamples
{
    public static IFeedFormat Format(string id) => FeedFormatList.All.Single(format => format.Info.Id == id);

    public static string Folder(string format) => Samples.Own(Path.Combine("samples", "feeds", format));

    /// <summary>Each form and file, without the expectations beside them.</summary>
    public static TheoryData<string, string> All()
    {
        var files = new TheoryData<string, string>();
        foreach (var format in FeedFormatList.All)
        {
            foreach (var file in Directory.GetFiles(Folder(format.Info.Id)).Where(file => !file.EndsWith(".entries", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                files.Add(format.Info.Id, Path.GetFileName(file));
            }
        }
        return files;
    }

    public static byte[] Head(byte[] content) => content[..Math.Min(content.Length, 64 << 10)];
}
