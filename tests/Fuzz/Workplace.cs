namespace Nameward.Fuzz;

/// <summary>Where samples are found and failing inputs are kept.</summary>
static class Workplace
{
    /// <summary>The folder of the repository that this program was built in.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Nameward.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("this program was not built inside the repository");
        }
        return folder;
    }

    /// <summary>One line for a target that held; for one that failed what happened, and how to see it again. Its input is saved.</summary>
    public static string Report(FuzzResult result, int seed, int samples, string root)
    {
        if (result.Find is not { } find)
        {
            return $"{result.Target,-24} {result.Executions,10:N0} executions, {samples} samples, seed {seed}";
        }
        var folder = Path.Combine(root, "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{result.Target}-{seed}-{find.Execution}.bin");
        File.WriteAllBytes(path, find.Input);
        return $"""
            {result.Target,-24} FAILED at execution {find.Execution:N0}, seed {seed}, {find.Input.Length:N0} bytes: {find.Because}
                again: {Path.GetFileName(Environment.ProcessPath)} --target {result.Target} --seed {seed} --replay {path}
            """;
    }
}
