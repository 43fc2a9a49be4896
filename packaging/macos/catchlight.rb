# For Homebrew, which builds the program on the user's own Mac: an app that was downloaded and is not
# signed is called damaged there, one that was built is not. formula.sh fills in what stands between @.
class Catchlight < Formula
  desc "Keywords for your photos, from your own words"
  homepage "https://github.com/@REPOSITORY@"
  url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/catchlight-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on "go" => :build
  depends_on "librsvg" => :build
  depends_on "pkgconf" => :build
  depends_on arch: :arm64
  depends_on "jpeg-turbo"
  depends_on macos: :sequoia
  depends_on "onnxruntime"

  def install
    ENV["CATCHLIGHT_TAGS"] = "migrated_fynedo,no_animations,nodynamic,turbojpeg"
    ENV["CATCHLIGHT_ONNXRUNTIME"] = Formula["onnxruntime"].opt_lib/"libonnxruntime.dylib"
    ENV["GITHUB_REPOSITORY"] = "@REPOSITORY@"
    system "sh", "packaging/macos/build.sh", "app"
    prefix.install "build/packages/Catchlight.app"
    bin.write_exec_script prefix/"Catchlight.app/Contents/MacOS/catchlight"
    man1.install "packaging/linux/catchlight.1"
  end

  def caveats
    <<~TEXT
      The window opens by "catchlight". To have it among the applications:
        ln -s #{opt_prefix}/Catchlight.app /Applications/
    TEXT
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/catchlight --version")
    system bin/"catchlight", "vocabulary", "show", "essentials"
  end
end
