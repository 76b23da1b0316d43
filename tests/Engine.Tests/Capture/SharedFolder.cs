namespace Nameward.Engine.Tests.Capture;

/// <summary>
/// The folder of real evidence that is not ours to commit: the one that NAMEWARD_SHARED names, else "shared" beside the repository. Tests read it
/// in place and say so when they skip because it is absent.
/// </summary>
static class SharedFolder
{
    public static string? Path { get; } = Find();

    static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("NAMEWARD_SHARED");
        if (named is not null)
        {
            return Directory.Exists(named) ? named : null;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Nameward.slnx")))
            {
                var beside = System.IO.Path.Combine(folder.FullName, "..", "shared");
                return Directory.Exists(beside) ? beside : null;
            }
        }
        return null;
    }
}
