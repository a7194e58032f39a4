/// What `git submodule init` makes of relative URLs below the URLs of servers.
///
/// One block a base: the base, then `relative URL -> answer`, or `!` where git fails. Written by git 2.39.5.
let serverURLFixtures = """
  https://host/org/svc.git
    ../lib.git -> https://host/org/lib.git
    ../../shared/lib.git -> https://host/shared/lib.git
    ./lib.git -> https://host/org/svc.git/lib.git
    ../../../x.git -> https://x.git
    ../../../../y -> https:/y
    ../lib/ -> https://host/org/lib
    ./.././lib -> https://host/org/lib
    .././../lib -> https://host/lib
    ../ -> https://host/org/
    ./ -> https://host/org/svc.git/
    ../../ -> https://host/
    ../a:b -> https://host/org/a:b
    ../lib git -> https://host/org/lib git
    ../../host/lib -> https://host/host/lib
    ../..lib -> https://host/org/..lib
    ../lib/../x -> https://host/org/lib/../x
    .//lib -> https://host/org/svc.git//lib
    ..//lib -> https://host/org//lib
  https://host/org/svc
    ../lib.git -> https://host/org/lib.git
    ../../shared/lib.git -> https://host/shared/lib.git
    ./lib.git -> https://host/org/svc/lib.git
    ../../../x.git -> https://x.git
    ../../../../y -> https:/y
    ../lib/ -> https://host/org/lib
    ./.././lib -> https://host/org/lib
    .././../lib -> https://host/lib
    ../ -> https://host/org/
    ./ -> https://host/org/svc/
    ../../ -> https://host/
    ../a:b -> https://host/org/a:b
    ../lib git -> https://host/org/lib git
    ../../host/lib -> https://host/host/lib
    ../..lib -> https://host/org/..lib
    ../lib/../x -> https://host/org/lib/../x
    .//lib -> https://host/org/svc//lib
    ..//lib -> https://host/org//lib
  https://host/org/svc.git/
    ../lib.git -> https://host/org/lib.git
    ../../shared/lib.git -> https://host/shared/lib.git
    ./lib.git -> https://host/org/svc.git/lib.git
    ../../../x.git -> https://x.git
    ../../../../y -> https:/y
    ../lib/ -> https://host/org/lib
    ./.././lib -> https://host/org/lib
    .././../lib -> https://host/lib
    ../ -> https://host/org/
    ./ -> https://host/org/svc.git/
    ../../ -> https://host/
    ../a:b -> https://host/org/a:b
    ../lib git -> https://host/org/lib git
    ../../host/lib -> https://host/host/lib
    ../..lib -> https://host/org/..lib
    ../lib/../x -> https://host/org/lib/../x
    .//lib -> https://host/org/svc.git//lib
    ..//lib -> https://host/org//lib
  https://host:8443/org/svc.git
    ../lib.git -> https://host:8443/org/lib.git
    ../../shared/lib.git -> https://host:8443/shared/lib.git
    ./lib.git -> https://host:8443/org/svc.git/lib.git
    ../../../x.git -> https://x.git
    ../../../../y -> https:/y
    ../lib/ -> https://host:8443/org/lib
    ./.././lib -> https://host:8443/org/lib
    .././../lib -> https://host:8443/lib
    ../ -> https://host:8443/org/
    ./ -> https://host:8443/org/svc.git/
    ../../ -> https://host:8443/
    ../a:b -> https://host:8443/org/a:b
    ../lib git -> https://host:8443/org/lib git
    ../../host/lib -> https://host:8443/host/lib
    ../..lib -> https://host:8443/org/..lib
    ../lib/../x -> https://host:8443/org/lib/../x
    .//lib -> https://host:8443/org/svc.git//lib
    ..//lib -> https://host:8443/org//lib
  https://user@host/org/svc
    ../lib.git -> https://user@host/org/lib.git
    ../../shared/lib.git -> https://user@host/shared/lib.git
    ./lib.git -> https://user@host/org/svc/lib.git
    ../../../x.git -> https://x.git
    ../../../../y -> https:/y
    ../lib/ -> https://user@host/org/lib
    ./.././lib -> https://user@host/org/lib
    .././../lib -> https://user@host/lib
    ../ -> https://user@host/org/
    ./ -> https://user@host/org/svc/
    ../../ -> https://user@host/
    ../a:b -> https://user@host/org/a:b
    ../lib git -> https://user@host/org/lib git
    ../../host/lib -> https://user@host/host/lib
    ../..lib -> https://user@host/org/..lib
    ../lib/../x -> https://user@host/org/lib/../x
    .//lib -> https://user@host/org/svc//lib
    ..//lib -> https://user@host/org//lib
  https://host/svc
    ../lib.git -> https://host/lib.git
    ../../shared/lib.git -> https://shared/lib.git
    ./lib.git -> https://host/svc/lib.git
    ../../../x.git -> https:/x.git
    ../../../../y -> https:y
    ../lib/ -> https://host/lib
    ./.././lib -> https://host/lib
    .././../lib -> https://lib
    ../ -> https://host/
    ./ -> https://host/svc/
    ../../ -> https://
    ../a:b -> https://host/a:b
    ../lib git -> https://host/lib git
    ../../host/lib -> https://host/lib
    ../..lib -> https://host/..lib
    ../lib/../x -> https://host/lib/../x
    .//lib -> https://host/svc//lib
    ..//lib -> https://host//lib
  https://host
    ../lib.git -> https://lib.git
    ../../shared/lib.git -> https:/shared/lib.git
    ./lib.git -> https://host/lib.git
    ../../../x.git -> https:x.git
    ../../../../y -> .:y
    ../lib/ -> https://lib
    ./.././lib -> https://lib
    .././../lib -> https:/lib
    ../ -> https://
    ./ -> https://host/
    ../../ -> https:/
    ../a:b -> https://a:b
    ../lib git -> https://lib git
    ../../host/lib -> https:/host/lib
    ../..lib -> https://..lib
    ../lib/../x -> https://lib/../x
    .//lib -> https://host//lib
    ..//lib -> https:///lib
  ssh://git@host:22/org/svc.git
    ../lib.git -> ssh://git@host:22/org/lib.git
    ../../shared/lib.git -> ssh://git@host:22/shared/lib.git
    ./lib.git -> ssh://git@host:22/org/svc.git/lib.git
    ../../../x.git -> ssh://x.git
    ../../../../y -> ssh:/y
    ../lib/ -> ssh://git@host:22/org/lib
    ./.././lib -> ssh://git@host:22/org/lib
    .././../lib -> ssh://git@host:22/lib
    ../ -> ssh://git@host:22/org/
    ./ -> ssh://git@host:22/org/svc.git/
    ../../ -> ssh://git@host:22/
    ../a:b -> ssh://git@host:22/org/a:b
    ../lib git -> ssh://git@host:22/org/lib git
    ../../host/lib -> ssh://git@host:22/host/lib
    ../..lib -> ssh://git@host:22/org/..lib
    ../lib/../x -> ssh://git@host:22/org/lib/../x
    .//lib -> ssh://git@host:22/org/svc.git//lib
    ..//lib -> ssh://git@host:22/org//lib
  ssh://git@host/~/svc.git
    ../lib.git -> ssh://git@host/~/lib.git
    ../../shared/lib.git -> ssh://git@host/shared/lib.git
    ./lib.git -> ssh://git@host/~/svc.git/lib.git
    ../../../x.git -> ssh://x.git
    ../../../../y -> ssh:/y
    ../lib/ -> ssh://git@host/~/lib
    ./.././lib -> ssh://git@host/~/lib
    .././../lib -> ssh://git@host/lib
    ../ -> ssh://git@host/~/
    ./ -> ssh://git@host/~/svc.git/
    ../../ -> ssh://git@host/
    ../a:b -> ssh://git@host/~/a:b
    ../lib git -> ssh://git@host/~/lib git
    ../../host/lib -> ssh://git@host/host/lib
    ../..lib -> ssh://git@host/~/..lib
    ../lib/../x -> ssh://git@host/~/lib/../x
    .//lib -> ssh://git@host/~/svc.git//lib
    ..//lib -> ssh://git@host/~//lib
  git@host:org/svc.git
    ../lib.git -> git@host:org/lib.git
    ../../shared/lib.git -> git@host:shared/lib.git
    ./lib.git -> git@host:org/svc.git/lib.git
    ../../../x.git -> .:x.git
    ../../../../y -> !
    ../lib/ -> git@host:org/lib
    ./.././lib -> git@host:org/lib
    .././../lib -> git@host:lib
    ../ -> git@host:org/
    ./ -> git@host:org/svc.git/
    ../../ -> git@host:
    ../a:b -> git@host:org/a:b
    ../lib git -> git@host:org/lib git
    ../../host/lib -> git@host:host/lib
    ../..lib -> git@host:org/..lib
    ../lib/../x -> git@host:org/lib/../x
    .//lib -> git@host:org/svc.git//lib
    ..//lib -> git@host:org//lib
  git@host:svc.git
    ../lib.git -> git@host:lib.git
    ../../shared/lib.git -> .:shared/lib.git
    ./lib.git -> git@host:svc.git/lib.git
    ../../../x.git -> !
    ../../../../y -> !
    ../lib/ -> git@host:lib
    ./.././lib -> git@host:lib
    .././../lib -> .:lib
    ../ -> git@host:
    ./ -> git@host:svc.git/
    ../../ -> .:
    ../a:b -> git@host:a:b
    ../lib git -> git@host:lib git
    ../../host/lib -> .:host/lib
    ../..lib -> git@host:..lib
    ../lib/../x -> git@host:lib/../x
    .//lib -> git@host:svc.git//lib
    ..//lib -> git@host:/lib
  host:/srv/git/svc.git
    ../lib.git -> host:/srv/git/lib.git
    ../../shared/lib.git -> host:/srv/shared/lib.git
    ./lib.git -> host:/srv/git/svc.git/lib.git
    ../../../x.git -> host:/x.git
    ../../../../y -> host:y
    ../lib/ -> host:/srv/git/lib
    ./.././lib -> host:/srv/git/lib
    .././../lib -> host:/srv/lib
    ../ -> host:/srv/git/
    ./ -> host:/srv/git/svc.git/
    ../../ -> host:/srv/
    ../a:b -> host:/srv/git/a:b
    ../lib git -> host:/srv/git/lib git
    ../../host/lib -> host:/srv/host/lib
    ../..lib -> host:/srv/git/..lib
    ../lib/../x -> host:/srv/git/lib/../x
    .//lib -> host:/srv/git/svc.git//lib
    ..//lib -> host:/srv/git//lib
  git@[::1]:org/svc.git
    ../lib.git -> git@[::1]:org/lib.git
    ../../shared/lib.git -> git@[::1]:shared/lib.git
    ./lib.git -> git@[::1]:org/svc.git/lib.git
    ../../../x.git -> git@[::x.git
    ../../../../y -> git@[:y
    ../lib/ -> git@[::1]:org/lib
    ./.././lib -> git@[::1]:org/lib
    .././../lib -> git@[::1]:lib
    ../ -> git@[::1]:org/
    ./ -> git@[::1]:org/svc.git/
    ../../ -> git@[::1]:
    ../a:b -> git@[::1]:org/a:b
    ../lib git -> git@[::1]:org/lib git
    ../../host/lib -> git@[::1]:host/lib
    ../..lib -> git@[::1]:org/..lib
    ../lib/../x -> git@[::1]:org/lib/../x
    .//lib -> git@[::1]:org/svc.git//lib
    ..//lib -> git@[::1]:org//lib
  git://host/org/svc.git
    ../lib.git -> git://host/org/lib.git
    ../../shared/lib.git -> git://host/shared/lib.git
    ./lib.git -> git://host/org/svc.git/lib.git
    ../../../x.git -> git://x.git
    ../../../../y -> git:/y
    ../lib/ -> git://host/org/lib
    ./.././lib -> git://host/org/lib
    .././../lib -> git://host/lib
    ../ -> git://host/org/
    ./ -> git://host/org/svc.git/
    ../../ -> git://host/
    ../a:b -> git://host/org/a:b
    ../lib git -> git://host/org/lib git
    ../../host/lib -> git://host/host/lib
    ../..lib -> git://host/org/..lib
    ../lib/../x -> git://host/org/lib/../x
    .//lib -> git://host/org/svc.git//lib
    ..//lib -> git://host/org//lib
  """
