using System.Diagnostics;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment.Restoring;
using Xunit;
using static Nameward.Engine.Tests.Restoring.RestoreSamples;

namespace Nameward.Engine.Tests.Restoring;

/// <summary>The patches are taken by <c>patch</c>, there and back, and what comes out by the products' own programs.</summary>
[Trait("tier", "ci")]
public class PatchTests
{
    public static TheoryData<string, string> Files => [.. All.Select(one => (one.Product, one.Today))];

    [Theory, MemberData(nameof(Files))]
    public void ThePatchGivesTheGoodFileAndItsRollbackTodays(string product, string today)
    {
        Require("patch");
        var folder = Directory.CreateTempSubdirectory("nameward-patch-").FullName;
        try
        {
            var (now, good) = (Samples.Own($"samples/restore/{product}/{today}"), Samples.Own($"samples/restore/{product}/{today.Replace("18T1100", "17T2200", StringComparison.Ordinal)}"));
            File.Copy(now, Path.Combine(folder, today));
            var pack = Own(product).Targets.Single(target => target.Id == $"restore-{product}");
            foreach (var file in pack.Files)
            {
                File.WriteAllBytes(Path.Combine(folder, file.Name), file.Content);
                Assert.DoesNotContain("bm90LWEtcmVhbC", Text(file.Content), StringComparison.Ordinal);
            }
            foreach (var step in pack.Steps.Where(step => step.Stage == PackStage.Log))
            {
                Assert.Equal((0, ""), Run(folder, "sh", "-c", $"{step.Command} > said") is (var status, var said) ? (status, said) : default);
            }
            Run(folder, "patch", "--backup", "--binary", "-p0", "-i", "nameward-7.1.restore.patch");
            Assert.Equal(Text(File.ReadAllBytes(good)), Text(File.ReadAllBytes(Path.Combine(folder, today))));
            Accepts(folder, product, today);
            Run(folder, "patch", "--binary", "-p0", "-i", "nameward-7.1.rollback.patch");
            Assert.Equal(Text(File.ReadAllBytes(now)), Text(File.ReadAllBytes(Path.Combine(folder, today))));
            Accepts(folder, product, today);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void PatchTakesEachDifferenceOfTextsOfAnyBytes()
    {
        Require("patch");
        var folder = Directory.CreateTempSubdirectory("nameward-patch-").FullName;
        try
        {
            var random = new Random(3);
            for (var run = 0; run < 150; run++)
            {
                byte[] from = Lines(random, random.Next(1, 30)), to = Edited(random, from);
                if (from.AsSpan().SequenceEqual(to))
                {
                    continue;
                }
                File.WriteAllBytes(Path.Combine(folder, "a.conf"), from);
                File.WriteAllBytes(Path.Combine(folder, "a.patch"), [.. "# a comment\n# --- of ours\n"u8, .. UnifiedDiff.Of("a.conf", from, to)!]);
                var (status, said) = Run(folder, "patch", "--binary", "-p0", "-i", "a.patch");
                Assert.True(status == 0, $"run {run}: {said}");
                Assert.Equal(Text(to), Text(File.ReadAllBytes(Path.Combine(folder, "a.conf"))));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static byte[] Lines(Random random, int count)
    {
        string[] words = ["zone;", "};", "\tsecret \"x\";", "--- a", "+++ b", "@@ -1 +1 @@", "", "\r", "\u0001\u00ff", "Index: /etc/passwd", "# c", "1,2c3"];
        var text = string.Concat(Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)] + "\n"));
        return Encoding.Latin1.GetBytes(random.Next(3) == 0 ? text + "end" : text);
    }

    static byte[] Edited(Random random, byte[] from)
    {
        var lines = Text(from).Split('\n').ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var at = random.Next(lines.Count);
            if (random.Next(2) == 0)
            {
                lines.Insert(at, $"new {random.Next(9)}");
            }
            else if (lines.Count > 2)
            {
                lines.RemoveAt(at);
            }
        }
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    static void Accepts(string folder, string product, string file)
    {
        string[]? command = product switch
        {
            "bind" => ["named-checkconf", file],
            "unbound" => ["unbound-checkconf", file],
            "kea" => ["kea-dhcp4", "-t", file],
            "dhcpd" => ["dhcpd", "-t", "-cf", file],
            _ => null,
        };
        if (command is not null && Find(command[0]) is not null)
        {
            var (status, said) = Run(folder, command[0], command[1..]);
            Assert.True(status == 0, $"{command[0]}: {said}");
        }
        else if (command is not null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{command[0]} is not installed: it was not asked");
        }
    }

    static void Require(string program)
    {
        if (Find(program) is null)
        {
            Assert.Skip($"{program} is not installed");
        }
    }

    static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    static (int Status, string Said) Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Find(program)!, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), program);
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
