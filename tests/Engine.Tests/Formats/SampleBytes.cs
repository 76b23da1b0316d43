using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Tests.Envelopes;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Our samples as readers see them.</summary>
static class SampleBytes
{
    /// <summary>The bytes of a sample; records of JSON that are no lines are given as lines.</summary>
    public static byte[] Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return JsonLinesUnpacker.IsFor(bytes.AsSpan(0, Math.Min(bytes.Length, Peeled.HeadLength))) ? LayerBytes.Whole(bytes).Bytes : bytes;
    }
}
