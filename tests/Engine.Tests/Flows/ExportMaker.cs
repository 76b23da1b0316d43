using System.Text.RegularExpressions;
using Nameward.Engine.Evidence.Flows;

namespace Nameward.Engine.Tests.Flows;

/// <summary>The files of one exporter among the shared samples: those with templates, and those with data.</summary>
/// <param name="Name">What the names of its files begin with.</param>
/// <param name="Templates">Messages of files that hold templates.</param>
/// <param name="Data">Messages of the others.</param>
sealed partial record ExportMaker(string Name, byte[][] Templates, byte[][] Data)
{
    /// <summary>All exporters, by name.</summary>
    public static IEnumerable<ExportMaker> All() => Directory.GetFiles(Samples.Shared("samples/netflow"), "*.dat").Order(StringComparer.Ordinal)
        .GroupBy(file => Kinds().Split(Path.GetFileNameWithoutExtension(file))[0])
        .Select(files => new ExportMaker(files.Key, [.. files.Where(HasTemplates).SelectMany(Messages)], [.. files.Where(file => !HasTemplates(file)).SelectMany(Messages)]));

    static bool HasTemplates(string file) => Path.GetFileName(file).Contains("tpl", StringComparison.Ordinal);

    /// <summary>Two files hold several messages; one that is damaged is a datagram of its own.</summary>
    static IEnumerable<byte[]> Messages(string file)
    {
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length;)
        {
            var length = ExportFraming.Of(bytes.AsSpan(at), isLast: true).Length;
            length = length <= 0 ? bytes.Length - at : length;
            yield return bytes[at..(at + length)];
            at += length;
        }
    }

    [GeneratedRegex("_(?:data|tpl|tpls|opttpl)")]
    private static partial Regex Kinds();
}
