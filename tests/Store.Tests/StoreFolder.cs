using Nameward.Store.Sqlite;

namespace Nameward.Store.Tests;

/// <summary>A folder with a store, gone with the test. Its id and seed are always the same, so that two stores can be compared.</summary>
sealed class StoreFolder : IDisposable
{
    static readonly Guid Sensor = new("6e616d65-7761-7264-0000-000000000001");
    const ulong Seed = 0x1234_5678_9ABC_DEF0;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-store-");

    public string Place => this["nameward.db"];

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Members => [.. Directory.EnumerateFileSystemEntries(_folder.FullName).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public SqliteStore Open() => SqliteStore.Open(Place, (Sensor, Seed));

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
