using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Gathers the files behind arguments, one argument after the other, and every mistake on the way.</summary>
sealed class EvidenceSearch
{
    readonly List<SourceFile> _found = [];
    readonly RealPaths _realPaths = new();
    int _hidden;

    /// <summary>The user's mistakes so far.</summary>
    public List<Mistake> Mistakes { get; } = [];

    /// <summary>Adds what one argument names.</summary>
    public void Look(string argument)
    {
        if (argument == SourceFile.StandardInput)
        {
            _found.Add(new(argument, 0, IsNamed: true));
        }
        else if (Directory.Exists(argument))
        {
            LookIntoNamedFolder(argument);
        }
        else if (File.Exists(argument))
        {
            LookAtNamedFile(argument);
        }
        else if (GlobPattern.IsPattern(argument))
        {
            LookForMatches(argument);
        }
        else
        {
            Mistakes.Add(NearNames.MissingPath(argument));
        }
    }

    /// <summary>The files in order, each once.</summary>
    public LocatedEvidence Finish()
    {
        var sources = new List<SourceFile>();
        var notes = new List<Sentence>();
        var firstPaths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in _found.DistinctBy(file => file.Path).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var real = file.IsStandardInput ? file.Path : _realPaths.Of(file.Path);
            if (firstPaths.TryAdd(real, file.Path))
            {
                sources.Add(file);
            }
            else
            {
                notes.Add(Sentence.Of($"{HostileText.Text(file.Path)} is the same file as {HostileText.Text(firstPaths[real])} and was read once"));
            }
        }
        foreach (var twice in _found.CountBy(file => file.Path).Where(count => count.Value > 1).OrderBy(count => count.Key, StringComparer.Ordinal))
        {
            notes.Add(Sentence.Of($"{HostileText.Text(twice.Key)} was named {twice.Value} times and was read once"));
        }
        if (_hidden > 0)
        {
            notes.Add(Sentence.Of($"hidden members of folders left out: {_hidden}; name them to have them read"));
        }
        return new([.. sources], [.. notes]);
    }

    void LookIntoNamedFolder(string folder)
    {
        var before = _found.Count;
        try
        {
            LookInto(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Mistakes.Add(new($"{folder}: this user may not list the folder", null, "give read access to it, or copy it"));
            return;
        }
        if (_found.Count == before)
        {
            Mistakes.Add(new($"{folder}: there is no file in this folder", null, "name a folder with evidence"));
        }
    }

    void LookInto(string folder)
    {
        foreach (var member in FolderMembers.Of(folder))
        {
            if (member.IsHidden)
            {
                _hidden++;
            }
            else
            {
                _found.Add(new(member.Path, member.Length, IsNamed: false));
            }
        }
    }

    void LookAtNamedFile(string path)
    {
        var length = new FileInfo(path).Length;
        // A pipe has no length; to open it here would take from it what is needed later.
        if (length > 0 && !IsReadable(path))
        {
            Mistakes.Add(new($"{path}: this user may not read the file", null, "give read access to it, or copy it"));
        }
        _found.Add(new(path, length, IsNamed: true));
    }

    static bool IsReadable(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    void LookForMatches(string pattern)
    {
        var before = _found.Count;
        foreach (var match in GlobPattern.Matches(pattern))
        {
            if (Directory.Exists(match))
            {
                LookInto(match);
            }
            else
            {
                _found.Add(new(match, new FileInfo(match) is { Exists: true } file ? file.Length : 0, IsNamed: false));
            }
        }
        if (_found.Count == before)
        {
            Mistakes.Add(new($"{pattern}: no file matches", NearNames.Here(GlobPattern.FolderOf(pattern)), null));
        }
    }
}
