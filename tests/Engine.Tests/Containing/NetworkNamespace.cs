using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Nameward.Engine.Tests.Containing;

/// <summary>
/// A network of its own on this machine, with no way out: real servers run in it on their real ports and addresses. Only processes that were started here are ended, by their ids. It needs
/// unshare and nsenter (util-linux), ip (iproute2) and the right to make it, as root has.
/// </summary>
sealed class NetworkNamespace : IDisposable
{
    const int MostSeconds = 300;

    readonly Process _holder;
    readonly List<Process> _servers = [];

    NetworkNamespace(Process holder) => _holder = holder;

    /// <summary>Skips the test, aloud, where no network can be made here or one of these programs is not installed.</summary>
    public static void Require(params ReadOnlySpan<string> programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").ToList();
        foreach (var program in (string[])[.. programs, "unshare", "nsenter", "ip", "named", "dig"])
        {
            if (!folders.Exists(folder => File.Exists(Path.Combine(folder, program))))
            {
                Skip($"{program} is not installed");
            }
        }
        if (Start("unshare", ["-n", "-m", "ip", "link", "set", "lo", "up"]) is (not 0, var said))
        {
            Skip($"no network of its own can be made here: {said.Trim()}");
        }
    }

    /// <summary>Makes a network whose loopback has these addresses.</summary>
    public static NetworkNamespace With(params ReadOnlySpan<string> addresses)
    {
        var holder = Process.Start(new ProcessStartInfo("unshare", ["-n", "-m", "sleep", MostSeconds.ToString(CultureInfo.InvariantCulture)]))!;
        var made = new NetworkNamespace(holder);
        // Until unshare has become sleep, nsenter would enter this program's own network.
        while (File.ReadAllText($"/proc/{holder.Id}/comm").Trim() != "sleep")
        {
            Thread.Sleep(5);
        }
        made.Run("ip", "link", "set", "lo", "up");
        foreach (var address in addresses)
        {
            made.Run("ip", "address", "add", address, "dev", "lo");
        }
        return made;
    }

    /// <summary>A second network, whose way out leads into this one.</summary>
    public NetworkNamespace Inside()
    {
        var inner = With();
        Run("ip", "link", "add", "out", "type", "veth", "peer", "name", "way", "netns", inner.Id);
        Run("ip", "address", "add", "10.9.0.1/24", "dev", "out");
        Run("ip", "link", "set", "out", "up");
        inner.Run("ip", "address", "add", "10.9.0.2/24", "dev", "way");
        inner.Run("ip", "link", "set", "dev", "way", "up");
        inner.Run("ip", "route", "add", "default", "via", "10.9.0.1");
        return inner;
    }

    /// <summary>Runs a program in it to its end.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string program, params string[] arguments)
    {
        var (status, said) = Start("nsenter", [.. Enter, program, .. arguments]);
        return status == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {status}: {said}");
    }

    /// <summary>Starts a server in it, which runs until <see cref="Stop"/>; what it prints goes into a file.</summary>
    public Process Serve(string folder, string log, string program, params string[] arguments)
    {
        // The shell becomes the server, so that the id is the server's own.
        var command = $"cd '{folder}' && exec \"$0\" \"$@\" >'{log}' 2>&1";
        var server = Process.Start(new ProcessStartInfo("nsenter", [.. Enter, "sh", "-c", command, program, .. arguments]))!;
        _servers.Add(server);
        return server;
    }

    /// <summary>Ends a server.</summary>
    public void Stop(Process server)
    {
        if (!server.HasExited)
        {
            server.Kill();
        }
        server.WaitForExit();
        _servers.Remove(server);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var server in _servers.ToList())
        {
            Stop(server);
        }
        Stop(_holder);
    }

    string[] Enter => ["-t", Id, "-n", "-m"];

    string Id => _holder.Id.ToString(CultureInfo.InvariantCulture);

    static (int Status, string Said) Start(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill();
        }
        return (process.ExitCode, said + errors.GetAwaiter().GetResult());
    }

    static void Skip(string why)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"skipped: {why}");
        Assert.Skip(why);
    }
}
