using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>Writes a case folder whole or not at all.</summary>
public static class CaseFolder
{
    /// <inheritdoc cref="WholeFolder.Check"/>
    public static void Check(string directory) => WholeFolder.Check(directory);

    /// <summary>Writes <paramref name="files"/> into <paramref name="directory"/>.</summary>
    /// <exception cref="UserError">The folder holds something, or cannot be written; nothing is left behind.</exception>
    public static void Write(string directory, TriageDocument document, IDefang defang, IReadOnlyList<ReportFile> files) =>
        WholeFolder.Write(directory, files.Where(file => file.Has(document)).Select(file => (file.Name, (Func<ReadOnlyMemory<byte>>)(() => file.Render(document, defang)))));
}
