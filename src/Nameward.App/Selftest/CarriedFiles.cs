using System.Collections.Immutable;
using System.Text;

namespace Nameward.App.Selftest;

/// <summary>The files that the program carries with it: samples, recordings, and tables of what is expected of them. Names are paths with "/" between.</summary>
sealed class CarriedFiles
{
    const string Prefix = "carried/";

    /// <summary>Logs without years are dated by their file: the same on every machine, UTC.</summary>
    static readonly DateTime Written = new(2026, 3, 18, 12, 0, 0, DateTimeKind.Utc);

    readonly ImmutableSortedDictionary<string, byte[]> _files;

    CarriedFiles(ImmutableSortedDictionary<string, byte[]> files) => _files = files;

    /// <summary>Their names, sorted.</summary>
    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Those of this program.</summary>
    public static CarriedFiles Embedded()
    {
        var program = typeof(CarriedFiles).Assembly;
        return new(program.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(name => name[Prefix.Length..].Replace('\\', '/'), name => Read(program.GetManifestResourceStream(name)!), StringComparer.Ordinal));
    }

    /// <summary>The same with one file replaced or added.</summary>
    public CarriedFiles With(string name, byte[] content) => new(_files.SetItem(name, content));

    /// <summary>The content of a file; nothing where none of that name is carried.</summary>
    public ReadOnlySpan<byte> Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>The rows of a table of so many columns between tabs; lines that begin with # are for people. A line of another shape counts for nothing, as does a table that is missing.</summary>
    public ImmutableArray<string[]> Table(string name, int columns) =>
        [.. Encoding.UTF8.GetString(Find(name)).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Where(row => row.Length == columns)];

    /// <summary>Writes them below a folder, all or those that are wanted.</summary>
    public void WriteTo(string folder, Func<string, bool>? isWanted = null)
    {
        foreach (var (name, content) in _files.Where(file => isWanted?.Invoke(file.Key) != false))
        {
            var path = Path.Combine([folder, .. name.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            File.SetLastWriteTimeUtc(path, Written);
        }
    }

    static byte[] Read(Stream stream)
    {
        using (stream)
        {
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
    }
}
