namespace Nameward.Store.Sqlite;

/// <summary>Where the embedded store lies.</summary>
public static class StorePlace
{
    /// <summary>The file's usual name.</summary>
    public const string UsualName = "nameward.db";

    /// <summary>The variable of the environment that names the folder of the program's data.</summary>
    public const string Home = "NAMEWARD_HOME";

    /// <summary>
    /// The file that is used where none is named: in the folder of <c>NAMEWARD_HOME</c>, else in the platform's folder for data of a user:
    /// <c>%LOCALAPPDATA%\nameward</c>, <c>$XDG_DATA_HOME/nameward</c> or <c>~/.local/share/nameward</c> (XDG Base Directory Specification 0.8; a path that is
    /// not absolute does not count).
    /// </summary>
    /// <param name="variable">The value of a variable of the environment; null where it is not set.</param>
    /// <param name="isWindows">Whether the platform is Windows.</param>
    public static string Usual(Func<string, string?> variable, bool isWindows)
    {
        if (variable(Home) is { Length: > 0 } home)
        {
            return Path.Combine(home, UsualName);
        }
        return Path.Combine(Data(variable, isWindows), "nameward", UsualName);
    }

    /// <summary>The same for this process.</summary>
    public static string Usual() => Usual(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());

    static string Data(Func<string, string?> variable, bool isWindows)
    {
        if (isWindows)
        {
            return variable("LOCALAPPDATA") is { Length: > 0 } local ? local : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }
        return variable("XDG_DATA_HOME") is { } named && Path.IsPathRooted(named)
            ? named
            : Path.Combine(variable("HOME") is { Length: > 0 } home ? home : ".", ".local", "share");
    }
}
