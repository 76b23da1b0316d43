using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Baselines;

namespace Nameward.App.Verbs;

/// <summary>The flag that names the file with what is normal at a site.</summary>
static class BaselineOption
{
    /// <summary>The flag.</summary>
    public const string Flag = "--baseline";

    /// <summary>The flag for verbs that read it and never change it.</summary>
    public static Option<string> Create() => new(Flag) { Description = "What is normal here, as nameward learn wrote it: answers question 3. It is read, never taught.", HelpName = "FILE" };

    /// <summary>Reads the file that was named; null where none was, or it cannot be read, with the mistake added.</summary>
    public static Baseline? Read(string? path, List<Mistake> mistakes) => path is null ? null : Checked.Try<Baseline?>(() => StoredBaseline.Read(Flag, path), null, mistakes);
}
