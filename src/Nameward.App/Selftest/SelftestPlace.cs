using Nameward.Engine.Evidence;

namespace Nameward.App.Selftest;

/// <summary>A temporary folder with all that the program carries, gone after the proof: evidence goes through the pipeline as a user's files do.</summary>
sealed class SelftestPlace : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-selftest-");

    /// <summary>Writes the files.</summary>
    /// <exception cref="IOException">There is no room, or the folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public SelftestPlace(CarriedFiles files)
    {
        Files = files;
        files.WriteTo(_folder.FullName);
    }

    /// <summary>What it holds.</summary>
    public CarriedFiles Files { get; }

    /// <summary>Where a file lies.</summary>
    public string this[string name] => Path.Combine([_folder.FullName, .. name.Split('/')]);

    /// <summary>Opens files of it as evidence.</summary>
    public FileEvidence Evidence(params IEnumerable<string> names) => new(EvidenceLocator.Locate([.. names.Select(name => this[name])], new()), new());

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
