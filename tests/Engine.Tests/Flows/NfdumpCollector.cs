using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Nameward.Engine.Tests.Flows;

/// <summary>nfdump's own collector and printer, as they read what is sent to them over loopback: each exporter from an address of its own.</summary>
static class NfdumpCollector
{
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>Where the columns of the wide CSV stand.</summary>
    const int InPackets = 11, InBytes = 12, OutPackets = 13, OutBytes = 14;

    /// <summary>Sends the messages of exporters to a collector, and adds up what nfdump makes of each.</summary>
    public static Dictionary<string, FlowSum> Sums(ExportMaker[] makers)
    {
        var folder = Directory.CreateTempSubdirectory("nameward-nfdump-").FullName;
        try
        {
            var port = FreePort();
            using (var collector = Start("nfcapd", "-w", folder, "-p", Text(port), "-b", "127.0.0.1", "-t", "3600"))
            {
                WaitUntilBound(port);
                Send(makers, port);
                // Its file is finished by the signal that asks it to end.
                Start("kill", "-TERM", Text(collector.Id)).WaitForExit(MostTime);
                End(collector);
            }
            using var printer = Start("nfdump", "-R", folder, "-6", "-N", "-o", "csv");
            var rows = printer.StandardOutput.ReadToEnd();
            End(printer);
            return SumsOf(rows, makers);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string AddressOf(int maker) => Text($"127.0.1.{maker + 1}");

    static void Send(ExportMaker[] makers, int port)
    {
        for (var maker = 0; maker < makers.Length; maker++)
        {
            using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse(AddressOf(maker)), 0));
            foreach (var message in makers[maker].Templates.Concat(makers[maker].Data))
            {
                socket.Send(message, new IPEndPoint(IPAddress.Loopback, port));
                Thread.Sleep(3);
            }
        }
        Thread.Sleep(500);
    }

    static Dictionary<string, FlowSum> SumsOf(string rows, ExportMaker[] makers)
    {
        var lines = rows.Split('\n');
        var router = Array.IndexOf(lines[0].Split(','), "ra");
        var sums = makers.ToDictionary(maker => maker.Name, _ => new FlowSum(0, 0, 0));
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length > router))
        {
            var name = makers[int.Parse(cells[router].Trim().Split('.')[3], CultureInfo.InvariantCulture) - 1].Name;
            sums[name] = sums[name].Add(Number(cells[InPackets]) + Number(cells[OutPackets]), Number(cells[InBytes]) + Number(cells[OutBytes]));
        }
        return sums;
    }

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    static string Text(FormattableString text) => FormattableString.Invariant(text);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }

    /// <summary>Until somebody else holds the port.</summary>
    static void WaitUntilBound(int port)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < MostTime; Thread.Sleep(50))
        {
            try
            {
                using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            }
            catch (SocketException)
            {
                return;
            }
        }
        Assert.Fail("nfcapd does not listen");
    }

    static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TZ"] = "UTC";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    static void End(Process process)
    {
        if (!process.WaitForExit(MostTime))
        {
            process.Kill();
            Assert.Fail($"{process.StartInfo.FileName} did not end");
        }
    }
}
