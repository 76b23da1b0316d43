using System.Diagnostics;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Runs of the program that are killed at a moment of chance (SIGKILL; TerminateProcess on Windows), any command line: what a crash leaves.</summary>
static class KilledRun
{
    /// <summary>Starts the program and kills it after a while.</summary>
    /// <returns>Whether it was killed; else it had ended by itself.</returns>
    public static async Task<bool> After(TimeSpan patience, string folder, params string[] arguments)
    {
        using var process = Process.Start(ProgramRun.Start(folder, arguments))!;
        var outputs = Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        process.StandardInput.Close();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ended.CancelAfter(patience);
        try
        {
            await process.WaitForExitAsync(ended.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var said = await outputs;
        Assert.True(process.ExitCode is 0 or 137 or -1, $"status {process.ExitCode}: {said[1]}");
        return process.ExitCode != 0;
    }

    /// <summary>
    /// Kills the program so many times, each time in a store that is a copy of the same, and runs it again to its end: the store opens after each kill, and what
    /// it says in the end is what a run says that nobody disturbed.
    /// </summary>
    /// <param name="place">The folder, in which the store is <c>nameward.db</c> and the arguments name it.</param>
    /// <param name="kills">How many.</param>
    /// <param name="seed">Of the moments.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task EndsAsUndisturbed(Workplace place, int kills, int seed, params string[] arguments)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var start = File.ReadAllBytes(place["nameward.db"]);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, (await place.Run(arguments)).Status);
        var lasted = clock.Elapsed;
        var undisturbed = await ContentOf(place);
        var random = new Random(seed);
        var killed = 0;
        for (var tries = 0; killed < kills; tries++)
        {
            Assert.True(tries < 4 * kills + 10, $"seed {seed}: {killed} of {kills} were killed in {tries} runs of {lasted.TotalMilliseconds} ms");
            Reset(place, start);
            var moment = lasted * random.NextDouble();
            killed += await After(moment, place.Folder, arguments) ? 1 : 0;
            await ContentOf(place);
            var again = await place.Run(arguments);
            Assert.Equal((seed, tries, moment, 0, ""), (seed, tries, moment, again.Status, again.Error));
            Assert.Equal((seed, tries, moment, undisturbed), (seed, tries, moment, await ContentOf(place)));
        }
    }

    /// <summary>What the store says, as one sum; that it opens and is whole.</summary>
    public static async Task<string> ContentOf(Workplace place)
    {
        var check = await place.Run("store", "check", "--store", "nameward.db", "--format", "json");
        Assert.True(check.Status == 0, check.Output + check.Error);
        using var json = check.Json();
        return json.RootElement.GetProperty("contentSha256").GetString()!;
    }

    static void Reset(Workplace place, byte[] start)
    {
        File.Delete(place["nameward.db-wal"]);
        File.Delete(place["nameward.db-shm"]);
        place.Write("nameward.db", start);
    }
}
