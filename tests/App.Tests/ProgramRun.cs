using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>One run of the program as users start it, in a process of its own and with no terminal.</summary>
/// <param name="Status">The exit status.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
sealed record ProgramRun(int Status, string Output, string Error)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Standard output as the one JSON document that it has to be.</summary>
    public JsonDocument Json() => JsonDocument.Parse(Output);

    /// <summary>Standard error in one line, whatever the width at which it was wrapped.</summary>
    public string ErrorInOneLine => string.Join(' ', Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs the program in a folder, with standard input empty.</summary>
    public static Task<ProgramRun> In(string folder, params string[] arguments) => In(folder, [], arguments);

    /// <summary>Runs the program in a folder with bytes on standard input.</summary>
    public static Task<ProgramRun> In(string folder, byte[] input, params string[] arguments) => Run(Start(folder, arguments), input);

    /// <summary>Runs the program in a folder with a variable of its environment set.</summary>
    public static Task<ProgramRun> With(string variable, string value, string folder, params string[] arguments)
    {
        var start = Start(folder, arguments);
        start.Environment[variable] = value;
        return Run(start, []);
    }

    static async Task<ProgramRun> Run(ProcessStartInfo start, byte[] input)
    {
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, patience.Token);
            var error = ReadAsync(process.StandardError.BaseStream, patience.Token);
            await WriteAsync(process.StandardInput.BaseStream, input, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>How the program is started in a folder.</summary>
    public static ProcessStartInfo Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "nameward.exe" : "nameward"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("COLUMNS");
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    static async Task<string> ReadAsync(Stream stream, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancel);
        return Strict.GetString(bytes.ToArray());
    }

    // A run that ends with a mistake does not wait for its input.
    static async Task WriteAsync(Stream stream, byte[] input, CancellationToken cancel)
    {
        try
        {
            await stream.WriteAsync(input, cancel);
            stream.Close();
        }
        catch (IOException)
        {
        }
    }
}
